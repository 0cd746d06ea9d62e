"""Letting go: of registrations that nobody confirmed, of those that led to nothing, and of the marks of networks."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotFound, WrongState
from goodword.kernel.transitions import move
from goodword.recruiting import queries
from goodword.recruiting.actions.registration_locks import lock_registrations
from goodword.recruiting.actions.registrations import WORDLESS
from goodword.recruiting.models import FitnessAnswer, Registration
from goodword.recruiting.states import REGISTRATION_MOVES

# As long as the link in the mail works.
TO_CONFIRM: Final = timedelta(days=7)
NETWORK_KEPT: Final = timedelta(days=7)
AT_ONCE: Final = 500


@transaction.atomic
def expire_registrations(*, at: datetime) -> int:
    """What nobody confirmed while the link worked has expired; the mark of each network goes as well. Returns how many expired."""
    queries.with_network(before=at - NETWORK_KEPT).update(network="")
    rows = list(queries.unconfirmed(before=at - TO_CONFIRM).select_for_update(of=("self",), skip_locked=True))
    for row in rows:
        move(row, REGISTRATION_MOVES, "expire", at=at)
        record("registration.expired", by=Actor.system(), at=at, about=[row], program=row.program)
    return len(rows)


def forget_unconfirmed(*, before: datetime, at: datetime) -> int:
    """The words of registrations that were sent before a moment and never confirmed go; that there were some stays."""
    return _forget(queries.never_confirmed(before=before), at=at)


def forget_ended(*, before: datetime, at: datetime) -> int:
    """The words of registrations that were answered with no before a moment go; program, source and days stay."""
    return _forget(queries.led_to_nothing(before=before), at=at)


def _forget(rows: "queries.Registrations", *, at: datetime) -> int:
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    return sum(_forget_some(rows, keys[start : start + AT_ONCE], at=at) for start in range(0, len(keys), AT_ONCE))


@transaction.atomic
def _forget_some(rows: "queries.Registrations", keys: list[int], *, at: datetime) -> int:
    """In the order of the house: accounts, registrations; who was faster decides, and what is not to go any more stays."""
    try:
        lock_registrations(keys)
    except (WrongState, NotFound):
        return 0  # matched anew all the time: the next night looks again
    still = list(rows.filter(pk__in=keys).values_list("pk", flat=True))
    FitnessAnswer.objects.filter(registration__in=still).update(words="")
    return Registration.objects.filter(pk__in=still).update(words_gone_at=at, contact=None, **WORDLESS)
