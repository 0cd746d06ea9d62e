"""Records that their owners should confirm: whose they are, who stands in, and which wait for too long."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q, QuerySet

from goodword.customers.kinds import Standing
from goodword.customers.models import Member
from goodword.people.models import User
from goodword.people.queries import Route, RoutingTable, stands_in_for
from goodword.policy.queries.force import InForce
from goodword.policy.queries.standing import applies

_ASKED_ABOUT = (Standing.ACTIVE, Standing.CAUTION, Standing.PAUSED)


def unconfirmed(now: InForce) -> QuerySet[Member]:
    """Members whose record nobody confirmed in time, and whose owner has not said that they are no reference any more."""
    stale = applies(now.numbers, now.today)["unverified"]
    return Member.objects.filter(stale, standing__in=_ASKED_ABOUT, retire_proposed_on=None)


def owners_of(user: User, now: InForce) -> list[int]:
    """Whose records somebody confirms: one's own, and those of colleagues who are away and in whose place one is."""
    return [user.pk, *(each.pk for each in stands_in_for(user, now.today))]


def to_confirm(user: User, now: InForce) -> QuerySet[Member]:
    """What somebody is to confirm: of their own customers, and of those whose owner is away."""
    rows = unconfirmed(now).filter(account__owner__in=owners_of(user, now))
    return rows.select_related("account__owner").order_by("account__search_name", "pk")


def overdue(now: InForce) -> Q:
    """The condition on members whose owner has not answered for as long as the policy waits, or whom nobody owns."""
    nobodys = Q(account__owner=None) | Q(account__owner__is_active=False)
    return nobodys | Q(verify_asked_on__lte=now.today - timedelta(days=now.numbers.verify_escalation_days))


def overdue_by_manager(now: InForce) -> dict[int, tuple[User, list[Member]]]:
    """Members that wait for too long, by who runs the program for them."""
    routing, found = RoutingTable(), dict[int, tuple[User, list[Member]]]()
    rows = unconfirmed(now).filter(overdue(now)).select_related("account__owner").order_by("account__search_name", "pk")
    routes: dict[int | None, Route | None] = {}
    for member in rows:
        region = member.account.region_id
        if region not in routes:
            routes[region] = routing.route(account=region)
        if (route := routes[region]) is not None:
            found.setdefault(route.manager.pk, (route.manager, []))[1].append(member)
    return found


def overdue_of(manager_id: object, now: InForce) -> list[Member]:
    """Those of one manager."""
    found = overdue_by_manager(now).get(manager_id) if isinstance(manager_id, int) else None
    return found[1] if found is not None else []


def at_a_glance(user: User, now: InForce) -> dict[str, QuerySet[Member]]:
    """What home counts: one's own to confirm (`own`); for those who run the program also what is overdue, and who is proposed to retire."""
    own = unconfirmed(now).filter(account__owner__in=owners_of(user, now))
    if not user.is_manager:
        return {"own": own, "late": Member.objects.none(), "out": Member.objects.none()}
    out = Member.objects.filter(standing__in=_ASKED_ABOUT, retire_proposed_on__isnull=False)
    return {"own": own, "late": unconfirmed(now).filter(overdue(now)), "out": out}
