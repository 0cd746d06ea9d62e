"""What goes at night, each kind through the slice that made it."""

from datetime import datetime, timedelta
from typing import Final, Protocol

from goodword.comments.actions import sweep_taken_away
from goodword.erasure.actions import sweep_evidence
from goodword.imports import actions as imports
from goodword.journal.actions import forget_field_history, record
from goodword.kernel.actor import Actor
from goodword.links import actions as links
from goodword.notifications import actions as notifications
from goodword.people.kinds import Retained
from goodword.people.models import Program
from goodword.people.queries import days_kept
from goodword.policy.actions import sweep_replays
from goodword.recruiting.actions import forget_ended, forget_unconfirmed
from goodword.recruiting.actions.lead_answers import forget_lead_words
from goodword.recruiting.actions.upkeep import sweep_nomination_drafts
from goodword.requests import actions as requests


class Sweep(Protocol):
    """Let everything of one kind from before a moment go; returns how many went."""

    def __call__(self, *, before: datetime, at: datetime) -> int:
        """Sweep."""


def _drafts(*, before: datetime, at: datetime) -> int:
    return requests.sweep_drafts(before=before, at=at) + sweep_nomination_drafts(before=before, at=at)


# Background work is the queue's own and goes by its own job, after the same setting.
SWEEPS: Final[dict[Retained, Sweep]] = {
    Retained.IMPORT_FILES: imports.sweep_files,
    Retained.IMPORT_ROWS: imports.sweep_rows,
    Retained.MAIL_WORDS: notifications.forget_words,
    Retained.DRAFTS: _drafts,
    Retained.LINKS: links.sweep_links,
    Retained.TAKEN_AWAY: sweep_taken_away,
    Retained.REPLAYS: sweep_replays,
    Retained.EVIDENCE: sweep_evidence,
    Retained.FIELD_HISTORY: forget_field_history,
    Retained.LEAD_WORDS: forget_lead_words,
    Retained.UNCONFIRMED: forget_unconfirmed,
    Retained.REGISTRATIONS: forget_ended,
}


def sweep(kind: Retained, *, at: datetime) -> int:
    """Let go of what was kept long enough; on the journal as a number. Safe to run twice."""
    days = days_kept()[kind]
    if days is None:
        return 0
    gone = SWEEPS[kind](before=at - timedelta(days=days), at=at)
    if gone:
        record("retention.swept", by=Actor.system(), at=at, about=[Program(pk=1)], kind=str(kind), gone=gone)
    return gone
