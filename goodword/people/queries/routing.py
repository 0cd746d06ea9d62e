"""Who holds a role, and which reference manager gets a request."""

from dataclasses import dataclass
from typing import Protocol

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from goodword.people.kinds import Role
from goodword.people.models import Region, RoutingRule, User

WAYS_TO_ROUTE = [("account", gettext_lazy("the customer's region")), ("requester", gettext_lazy("the requester's region"))]


class HasRegion(Protocol):
    """Anything that lies in a region: an account, a colleague."""

    @property
    def region_id(self) -> int | None:
        """The region's id, if it lies in one."""
        ...


def holders(*roles: str, region_id: int | None = None) -> QuerySet[User]:
    """Active people who hold one of these roles, for this region or for all when one is given."""
    held = Q(role_set__role__in=roles)
    if region_id is not None:
        held &= Q(role_set__region_id=region_id) | Q(role_set__region=None)
    return User.objects.filter(held, is_active=True).distinct().order_by("pk")


@dataclass(frozen=True, slots=True)
class Route:
    """Who gets a request and why: `region` when they are there for it, `gets_the_rest` when a rule gives them all that no other names."""

    manager: User
    region: Region | None = None
    gets_the_rest: bool = False


def manager_for(*, account: HasRegion | None = None, requester: HasRegion | None = None) -> User | None:
    """The reference manager who gets a request: by the routing table, else one of the region, else any, else an administrator.

    None only while nobody active runs the program. Somebody away still gets it: approvals and tasks go to the deputy.
    """
    found = route_for(account=account, requester=requester)
    return found.manager if found is not None else None


def route_for(*, account: HasRegion | None = None, requester: HasRegion | None = None) -> Route | None:
    """The same with the reason: the region that named them, or that nothing did."""
    regions = {"account": account.region_id if account else None, "requester": requester.region_id if requester else None}
    rules = list(RoutingRule.objects.filter(manager__is_active=True).select_related("manager", "region"))
    for rule in rules:
        if rule.region_id is not None and regions.get(rule.by) == rule.region_id:
            return Route(rule.manager, rule.region)
    for rule in rules:
        if rule.region_id is None:
            return Route(rule.manager, gets_the_rest=True)
    for region_id in (regions["account"], regions["requester"]):
        if region_id is not None and (found := holders(Role.REFERENCE_MANAGER, region_id=region_id).first()):
            region = Region.objects.filter(pk=region_id).filter(pk__in=found.role_set.values("region_id")).first()
            return Route(found, region)
    anybody = holders(Role.REFERENCE_MANAGER).first() or holders(Role.ADMINISTRATOR).first()
    return Route(anybody) if anybody is not None else None


def other_active_administrators(than: User) -> QuerySet[User]:
    """Administrators who remain when one person goes."""
    return holders(Role.ADMINISTRATOR).exclude(pk=than.pk)


def rules() -> QuerySet[RoutingRule]:
    """The routing table, in the order in which it is read."""
    return RoutingRule.objects.select_related("region", "manager")


@dataclass(frozen=True, slots=True)
class Routed:
    """Where the requests about a region's customers go today, and whether a rule says so."""

    region: Region
    manager: User | None
    by_rule: bool


@dataclass(frozen=True, slots=True)
class _Somewhere:
    region_id: int | None


def routed_regions() -> list[Routed]:
    """For each region the manager who gets a request about a customer there, as things stand."""
    known = {rule.region_id for rule in rules() if rule.by == "account" and rule.manager.is_active}
    return [
        Routed(region, manager_for(account=_Somewhere(region.pk)), region.pk in known or None in known)
        for region in Region.objects.all()
    ]
