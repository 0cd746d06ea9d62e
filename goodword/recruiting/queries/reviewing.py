"""The queue of registrations: what waits, what comes from one network at once, what is known already of somebody who registers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import TruncHour
from django.utils.translation import gettext as _

from goodword.customers.models import Account, Member
from goodword.people.models import User
from goodword.people.queries import stands_in_for
from goodword.recruiting.access import registrations_visible_to
from goodword.recruiting.kinds import Purpose
from goodword.recruiting.models import FitnessAnswer, Nomination, Registration
from goodword.recruiting.states import NOMINATION_OPEN, REGISTRATION_OPEN, RegistrationState

# From so many on, unmatched and of one network within an hour, they are one line.
A_BUNCH: Final = 20
MOST_BUNCHES: Final = 50
HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Bunch:
    """Registrations that came from one network within an hour."""

    network: str
    since: datetime
    n: int

    @property
    def key(self) -> str:
        """How an address names it."""
        return f"{self.network}-{int(self.since.timestamp())}"

    @property
    def holds(self) -> Q:
        """Which rows are of it."""
        return _of_bunch(self.network, self.since)


def _of_bunch(network: str, since: datetime) -> Q:
    unknown = Q(state=RegistrationState.CONFIRMED, account=None)
    return unknown & Q(network=network, created_at__gte=since, created_at__lt=since + HOUR)


def bunches(rows: QuerySet[Registration]) -> list[Bunch]:
    """What of a queue came in a bunch: nobody knows their company, and nobody has taken them up."""
    waiting = rows.filter(state=RegistrationState.CONFIRMED, account=None).exclude(network="")
    counted = waiting.order_by().annotate(hour=TruncHour("created_at", tzinfo=UTC)).values("network", "hour").annotate(n=Count("pk"))
    found = counted.filter(n__gte=A_BUNCH).order_by("-n", "network", "hour")[:MOST_BUNCHES]
    return [Bunch(each["network"], each["hour"], each["n"]) for each in found]


def bunch_named(key: str) -> Q | None:
    """Which rows an address asks for by the key of a bunch."""
    network, _dash, since = key.rpartition("-")
    if not network or not since.isascii() or not since.isdigit() or len(since) > len("1000000000"):
        return None
    return _of_bunch(network, datetime.fromtimestamp(int(since), tz=UTC))


def without_bunches(rows: QuerySet[Registration], found: Iterable[Bunch]) -> QuerySet[Registration]:
    """A queue in which bunches are folded."""
    for each in found:
        rows = rows.exclude(each.holds)
    return rows


def with_review(rows: QuerySet[Registration]) -> QuerySet[Any]:
    """With everything that a line of the queue says."""
    answers = FitnessAnswer.objects.select_related("asked", "answered_by").order_by("-side", "pk")
    related = rows.select_related("account__region", "account__owner", "account__csm", "responsible", "nomination", "notice", "consent")
    return related.prefetch_related(Prefetch("fitness", queryset=answers))


def is_overdue(today: date) -> Q:
    """Due before today, and not answered."""
    return Q(state__in=REGISTRATION_OPEN, due_on__lt=today)


@dataclass(frozen=True, slots=True)
class Twins:
    """What is known already of somebody who registers, or of their company."""

    member: Member | None
    nomination: Nomination | None
    same_person: list[Registration]
    same_account: list[Registration]

    @property
    def is_any(self) -> bool:
        """Is there anything to say."""
        return bool(self.member or self.nomination or self.same_person or self.same_account)


def twins_of(row: Registration, *, reader: User) -> Twins:
    """Is the customer a member, nominated, or registered by somebody else; and did this person register before: of what one may open."""
    seen = registrations_visible_to(reader).exclude(pk=row.pk).select_related("account").order_by("-created_at")
    same = list(seen.filter(email=row.email)[:5]) if row.email else []
    account: Account | None = row.account
    if account is None:
        return Twins(None, None, same, [])
    member = Member.objects.filter(account=account).first()
    open_one = Nomination.objects.filter(account=account, purpose=Purpose.PROGRAM, state__in=NOMINATION_OPEN).first()
    others = list(seen.filter(account=account).exclude(email=row.email)[:5])
    return Twins(member, open_one, same, others)


def fitness_of(user: User, *, deputies: Iterable[int] = ()) -> QuerySet[FitnessAnswer]:
    """What somebody was asked about registrations that are not decided."""
    mine = Q(asked__in=[user.pk, *deputies]) | Q(deputy_for=user)
    rows = FitnessAnswer.objects.filter(mine, registration__state__in=REGISTRATION_OPEN)
    return rows.select_related("registration__account", "asked", "deputy_for").order_by("due_at", "pk")


def place_words(row: FitnessAnswer, reader: User) -> str:
    """As what somebody is asked, and in whose place."""
    side = str(row.get_side_display())
    first = row.deputy_for or row.asked
    if first.pk == reader.pk:
        return _("You are asked as: %(side)s") % {"side": side}
    return _("In the place of %(name)s: %(side)s") % {"name": first.name, "side": side}


def fitness_seen(user: User, pk: int) -> FitnessAnswer | None:
    """One question to the team, about a registration that somebody may see."""
    rows = FitnessAnswer.objects.filter(registration__in=registrations_visible_to(user).values("pk"))
    return rows.select_related("registration").filter(pk=pk).first()


def fitness_waiting(user: User) -> QuerySet[FitnessAnswer]:
    """What somebody owes of it."""
    return FitnessAnswer.objects.filter(asked=user, answer="", registration__state__in=REGISTRATION_OPEN)


def reviews_waiting(user: User, *, today: date) -> QuerySet[Registration]:
    """What somebody sees to, or stands in for, and is due soon, or fully answered by its team."""
    mine = [user.pk, *(each.pk for each in stands_in_for(user, today))]
    rows = registrations_visible_to(user).filter(responsible__in=mine, state__in=REGISTRATION_OPEN)
    owed = FitnessAnswer.objects.filter(registration=OuterRef("pk"), answer="")
    said = FitnessAnswer.objects.filter(registration=OuterRef("pk")).exclude(answer="")
    ready = Q(Exists(said)) & ~Q(Exists(owed)) & (Q(later_on=None) | Q(later_on__lte=today))
    return rows.filter(Q(due_on__lte=today + timedelta(days=3)) | ready)
