"""A rule moved a member while something confidential is under way with it: noted for the circle of that request alone."""

from datetime import datetime

from django.db import transaction

from goodword.customers.kinds import Standing
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.requests.actions.locks import lock_candidate, note_on
from goodword.requests.models import Candidate
from goodword.requests.states import CANDIDATE_LIVE

VERB = "candidate.standing_moved"
# What stops something that is under way; caution stops nothing.
_STOPS = (Standing.PAUSED.value, Standing.RETIRED.value)


def note_standing_moved(entry_id: int, *, at: datetime) -> int:
    """Note on each confidential request that has the member what a rule did to it; returns on how many. Safe to run twice."""
    moved = Entry.objects.filter(pk=entry_id).first()
    if moved is None or moved.data.get("after") not in _STOPS:
        return 0
    accounts = moved.subjects.filter(kind="account").values("object_id")
    rows = Candidate.objects.filter(account__in=accounts, state__in=CANDIDATE_LIVE, reference_request__circle__isnull=False)
    return sum(_note(row, moved, at=at) for row in rows.order_by("pk"))


@transaction.atomic
def _note(candidate: Candidate, moved: Entry, *, at: datetime) -> bool:
    row = lock_candidate(candidate.pk).candidate
    done = Entry.objects.filter(verb=VERB, subjects__kind="candidate", subjects__object_id=row.pk, data__moved=moved.pk)
    if row.state not in CANDIDATE_LIVE or done.exists():
        return False
    note_on(VERB, row, by=Actor.system(), at=at, moved=moved.pk, rule=moved.data["rule"], after=moved.data["after"])
    return True
