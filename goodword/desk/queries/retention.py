"""What is kept, how much of it there is, and what would go."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from procrastinate.contrib.django.models import ProcrastinateJob

from goodword.comments.queries import count_taken_away
from goodword.erasure.queries.evidence import count_evidence
from goodword.imports import actions as imports
from goodword.imports.models import ImportRejection
from goodword.imports.queries import runs_from
from goodword.journal.queries import field_changes
from goodword.links.queries import ended
from goodword.notifications.queries import with_words
from goodword.people.kinds import KEEPINGS, Keeping, Retained
from goodword.policy.queries import replays_from
from goodword.recruiting.queries import led_to_nothing, never_confirmed
from goodword.recruiting.queries.leads import words_of_answers
from goodword.recruiting.queries.nominations import drafts_from as nomination_drafts_from
from goodword.requests.queries.lists import drafts_from

LATER: Final = datetime(9999, 1, 1, tzinfo=UTC)
Count = Callable[[datetime], int]
# How many of each kind there are from before a moment.
OLDER: Final[Mapping[Retained, Count]] = {
    Retained.IMPORT_FILES: lambda before: imports.files_from(before=before),
    Retained.IMPORT_ROWS: lambda before: ImportRejection.objects.filter(run__in=runs_from(before=before)).count(),
    Retained.MAIL_WORDS: lambda before: with_words(before=before).count(),
    Retained.DRAFTS: lambda before: drafts_from(before=before).count() + nomination_drafts_from(before=before).count(),
    Retained.LINKS: lambda before: ended(before=before).count(),
    Retained.TAKEN_AWAY: lambda before: count_taken_away(before=before),
    Retained.REPLAYS: lambda before: replays_from(before=before).count(),
    Retained.EVIDENCE: lambda before: count_evidence(before=before),
    Retained.FIELD_HISTORY: lambda before: field_changes(before=before).count(),
    Retained.LEAD_WORDS: lambda before: words_of_answers(before=before).count(),
    Retained.UNCONFIRMED: lambda before: never_confirmed(before=before).count(),
    Retained.REGISTRATIONS: lambda before: led_to_nothing(before=before).count(),
}
JOB_STATES: Final = {Retained.JOBS: ("succeeded",), Retained.FAILED_JOBS: ("failed", "cancelled", "aborted")}


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind of data: how many there are, and how many go in the next night."""

    kind: Retained
    keeping: Keeping
    there: int
    going: int


def kept(days: Mapping[Retained, int | None], *, at: datetime) -> list[Kept]:
    """Every kind, as it stands with these days."""
    return [Kept(kind, KEEPINGS[kind], _there(kind, at), going(kind, length, at=at)) for kind, length in days.items()]


def _there(kind: Retained, at: datetime) -> int:
    if kind in JOB_STATES:
        return ProcrastinateJob.objects.filter(status__in=JOB_STATES[kind]).count()
    return OLDER[kind](at if kind is Retained.LINKS else LATER)


def going(kind: Retained, days: int | None, *, at: datetime) -> int:
    """How many of a kind go in the next night when they are kept for so many days; finished work is not counted beforehand."""
    return 0 if days is None or kind in JOB_STATES else OLDER[kind](at - timedelta(days=days))
