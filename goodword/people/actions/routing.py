"""The routing table: which reference manager gets which request."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, NotFound
from goodword.kernel.refusal import Refused, refuse
from goodword.people import access
from goodword.people.models import Program, Region, RoutingRule, User


@transaction.atomic
def route(*, rule_by: str, region: Region | None, manager: User, by: User, at: datetime) -> RoutingRule | Refused:
    """Send the requests of a region (none: everything else) to a reference manager; replaces the rule there was."""
    if not access.can_route(by):
        raise NotAllowed
    Program.objects.select_for_update().get(pk=1)
    if not manager.is_active or not manager.is_manager:
        return refuse("no_manager", _("%(name)s is not a reference manager.") % {"name": manager.name})
    if region is None:
        rule_by = "account"  # the fallback does not look at a region, so there is only one
    rule = RoutingRule.objects.filter(by=rule_by, region=region).first() or RoutingRule(by=rule_by, region=region)
    if rule.pk and rule.manager_id == manager.pk:
        return rule
    rule.manager = manager
    rule.position = (0 if rule_by == "account" else 100) + (region.position if region else 900)
    rule.save()
    record(
        "routing.changed",
        by=Actor.person(by),
        at=at,
        about=[Program(pk=1), manager],
        rule=rule_by,
        region=region.pk if region else None,
        manager=manager.pk,
    )
    return rule


@transaction.atomic
def stop_routing(rule_id: int, *, by: User, at: datetime) -> None:
    """Take one rule out; its requests follow the rules that remain."""
    if not access.can_route(by):
        raise NotAllowed
    rule = RoutingRule.objects.select_for_update().filter(pk=rule_id).first()
    if rule is None:
        raise NotFound
    record(
        "routing.removed", by=Actor.person(by), at=at, about=[Program(pk=1)], rule=rule.by, region=rule.region_id, manager=rule.manager_id
    )
    rule.delete()
