"""Who holds a role, and which reference manager gets a request."""

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from goodword.people.kinds import Role
from goodword.people.models import Region, RoleAssignment, RoutingRule, User

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
    return RoutingTable().route(
        account=account.region_id if account is not None else None, requester=requester.region_id if requester is not None else None
    )


class RoutingTable:
    """How requests are routed as things stand, read once for any number of questions: the rules, then who holds which role."""

    @cached_property
    def rules(self) -> list[RoutingRule]:
        """The rules that name somebody who is here, in the order in which they are read."""
        return list(RoutingRule.objects.filter(manager__is_active=True).select_related("manager__team", "region"))

    @cached_property
    def runners(self) -> list[RoleAssignment]:
        """Whoever runs the program, for which regions; the longest here first."""
        held = RoleAssignment.objects.filter(role__in=(Role.REFERENCE_MANAGER, Role.ADMINISTRATOR), user__is_active=True)
        return list(held.select_related("user__team", "region").order_by("user_id", "pk"))

    def managers_of(self, region_id: int) -> list[User]:
        """The reference managers there for a region, or for all."""
        found = (row.user for row in self.runners if row.role == Role.REFERENCE_MANAGER and row.region_id in (region_id, None))
        return list(dict.fromkeys(found))

    def route(self, *, account: int | None = None, requester: int | None = None) -> Route | None:
        """Who gets a request about a customer of one region, asked by a colleague of another; None while nobody runs the program."""
        regions = {"account": account, "requester": requester}
        for rule in self.rules:
            if rule.region_id is not None and regions.get(rule.by) == rule.region_id:
                return Route(rule.manager, rule.region)
        for rule in self.rules:
            if rule.region_id is None:
                return Route(rule.manager, gets_the_rest=True)
        for region_id in (account, requester):
            if region_id is not None and (found := self.managers_of(region_id)):
                there = (row.region for row in self.runners if row.user_id == found[0].pk and row.region_id == region_id)
                return Route(found[0], next(there, None))
        roles = (Role.REFERENCE_MANAGER, Role.ADMINISTRATOR)
        anybody = next((row.user for role in roles for row in self.runners if row.role == role), None)
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


def routed_regions() -> list[Routed]:
    """For each region the manager who gets a request about a customer there, as things stand."""
    table, found = RoutingTable(), []
    known = {rule.region_id for rule in table.rules if rule.by == "account"}
    for region in Region.objects.all():
        route = table.route(account=region.pk)
        found.append(Routed(region, route.manager if route else None, region.pk in known or None in known))
    return found
