"""Letting go: of registrations that nobody confirmed, of those that led to nothing, and of the marks of networks."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.transitions import move
from goodword.recruiting import queries
from goodword.recruiting.actions.registrations import WORDLESS
from goodword.recruiting.models import FitnessAnswer, Registration
from goodword.recruiting.states import REGISTRATION_MOVES

# As long as the link in the mail works.
TO_CONFIRM: Final = timedelta(days=7)
NETWORK_KEPT: Final = timedelta(days=7)


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
    FitnessAnswer.objects.filter(registration__in=rows).update(words="")
    return Registration.objects.filter(pk__in=rows.values("pk")).update(words_gone_at=at, contact=None, **WORDLESS)
