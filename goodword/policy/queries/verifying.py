"""Records that their owners should confirm: whose they are, who stands in, and which wait for too long."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from goodword.customers.kinds import Standing
from goodword.customers.models import Member
from goodword.people.models import Absence, User
from goodword.people.queries import deputy_of
from goodword.policy.queries.force import InForce
from goodword.policy.queries.standing import applies

_ASKED_ABOUT = (Standing.ACTIVE, Standing.CAUTION, Standing.PAUSED)


def unconfirmed(now: InForce) -> QuerySet[Member]:
    """Members whose record nobody confirmed in time, and whose owner has not said that they are no reference any more."""
    stale = applies(now.numbers, now.today)["unverified"]
    return Member.objects.filter(stale, standing__in=_ASKED_ABOUT, retire_proposed_on=None)


def stands_in_for(user: User, today: date) -> list[int]:
    """The colleagues who are away and whose deputy somebody is."""
    away = Absence.objects.filter(from_on__lte=today, to_on__gte=today, deputy__isnull=False).select_related("user")
    return [each.user_id for each in away if (deputy := deputy_of(each.user, today)) is not None and deputy.pk == user.pk]


def to_confirm(user: User, now: InForce) -> QuerySet[Member]:
    """What somebody is to confirm: of their own customers, and of those whose owner is away."""
    owners = [user.pk, *stands_in_for(user, now.today)]
    return unconfirmed(now).filter(account__owner__in=owners).select_related("account__owner").order_by("account__search_name", "pk")


def overdue(now: InForce) -> Q:
    """The condition on members whose owner was asked, and has not answered for as long as the policy waits."""
    return Q(verify_asked_on__lte=now.today - timedelta(days=now.numbers.verify_escalation_days))


def at_a_glance(user: User, now: InForce) -> dict[str, QuerySet[Member]]:
    """What home counts: one's own to confirm (`own`); for those who run the program also what is overdue, and who is proposed to retire."""
    away = Absence.objects.filter(deputy=user, from_on__lte=now.today, to_on__gte=now.today)
    own = unconfirmed(now).filter(Q(account__owner=user) | Q(account__owner__in=away.values("user")))
    if not user.is_manager:
        return {"own": own, "late": Member.objects.none(), "out": Member.objects.none()}
    out = Member.objects.filter(standing__in=_ASKED_ABOUT, retire_proposed_on__isnull=False)
    return {"own": own, "late": unconfirmed(now).filter(overdue(now)), "out": out}
