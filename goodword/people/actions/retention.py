"""Saying how long things are kept."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import Conflict, NotAllowed
from goodword.people import access
from goodword.people.kinds import KEEPINGS, Retained
from goodword.people.models import Program, Retention, User
from goodword.people.queries import days_kept


@transaction.atomic
def keep_for(days: Mapping[Retained, int | None], *, by: User, at: datetime) -> tuple[Retained, ...]:
    """Keep some kinds of data for so many days from now on; returns the kinds that differ.

    Raises NotAllowed for anybody but administrators, and Conflict for less than a kind's least or for ever where that may not be.
    """
    if not access.can_run_people(by):
        raise NotAllowed
    program = Program.objects.select_for_update().get(pk=1)
    before = days_kept()
    changed = tuple(kind for kind, length in days.items() if before[kind] != length)
    for kind in changed:
        length, keeping = days[kind], KEEPINGS[kind]
        if (length is None and not keeping.may_stay) or (length is not None and length < keeping.least):
            raise Conflict(f"{kind}: {length}")
        Retention.objects.update_or_create(kind=kind, defaults={"days": length})
    if changed:
        kinds = {str(kind): [before[kind], days[kind]] for kind in changed}
        record("retention.changed", by=Actor.person(by), at=at, about=[program], kinds=kinds)
    return changed
