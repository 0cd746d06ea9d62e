"""Reading registrations: by link, what has to go, and how many came from where."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, Max, Q, QuerySet

from goodword.kernel.errors import NotFound
from goodword.links.models import Link, Purpose
from goodword.recruiting.models import Registration
from goodword.recruiting.states import REGISTRATION_UNSEEN, RegistrationState

Registrations = QuerySet[Registration]
MOST_STEPS: Final = 50
_NEVER: Final = (RegistrationState.UNCONFIRMED, RegistrationState.EXPIRED)
_NOTHING: Final = (RegistrationState.DECLINED, RegistrationState.WITHDRAWN, RegistrationState.DISCARDED)


def registration_of(link: Link) -> Registration:
    """The registration that a link asks to confirm. Raises NotFound for links of other kinds."""
    if link.purpose != Purpose.CONFIRM_REGISTRATION:
        raise NotFound
    row = Registration.objects.filter(pk=link.subject_id).first()
    if row is None:
        raise NotFound
    return row


def standing_of(row: Registration) -> Registration:
    """The one that counts: itself, or the one that took its place."""
    for _step in range(MOST_STEPS):
        if row.replaced_by is None:
            break
        row = row.replaced_by
    return row


def waiting_at(email: str) -> Registrations:
    """What waits for one address to be confirmed and can be read, of every program, newest first."""
    rows = Registration.objects.filter(email=email, state=RegistrationState.UNCONFIRMED, words_gone_at=None)
    return (rows if email else rows.none()).order_by("-created_at", "-pk")


def registration_of_address(email: str, key: int | None) -> Registration | None:
    """One of an address, by its key."""
    return Registration.objects.filter(pk=key, email=email).first() if key is not None and email else None


def unconfirmed(*, before: datetime) -> Registrations:
    """What waits for its address to be confirmed since before a moment, counted from the last mail."""
    return Registration.objects.filter(state=RegistrationState.UNCONFIRMED, state_at__lt=before).order_by("pk")


def with_network(*, before: datetime) -> Registrations:
    """What came before a moment and still has the mark of its network."""
    return Registration.objects.filter(created_at__lt=before).exclude(network="")


def never_confirmed(*, before: datetime) -> Registrations:
    """What was sent before a moment, is not confirmed, and can still be read."""
    return Registration.objects.filter(state__in=_NEVER, created_at__lt=before, words_gone_at=None)


def led_to_nothing(*, before: datetime) -> Registrations:
    """What ended without a member before a moment and can still be read."""
    return Registration.objects.filter(state__in=_NOTHING, state_at__lt=before, words_gone_at=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FromWhere:
    """What came by the links with one tag: how many confirmed, how many became members, and when the last one came."""

    program: str
    tag: str
    confirmed: int
    accepted: int
    last_at: datetime | None


def from_where(programs: Iterable[str]) -> list[FromWhere]:
    """How many came by which tag, newest first; without a tag as well."""
    rows = Registration.objects.filter(program__in=list(programs)).exclude(state__in=REGISTRATION_UNSEEN).exclude(confirmed_at=None)
    counted = (
        rows.order_by()
        .values("program", "came_from")
        .annotate(n=Count("pk"), accepted=Count("pk", filter=Q(state=RegistrationState.ACCEPTED)), last=Max("confirmed_at"))
    )
    return [
        FromWhere(program=each["program"], tag=each["came_from"], confirmed=each["n"], accepted=each["accepted"], last_at=each["last"])
        for each in counted.order_by("-last", "program", "came_from")
    ]
