"""What waits for somebody about people."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Exists, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from goodword.people.kinds import Role
from goodword.people.models import Invitation, RoutingRule, User
from goodword.people.queries.facts import program
from goodword.people.queries.routing import holders
from goodword.ui.pieces import Action, WorkItem

OLD_NEWS: Final = timedelta(days=30)
MOST: Final = 5


@dataclass(frozen=True, slots=True)
class Concerns:
    """Whether there is anything of each kind; what `concerns` tells in somebody's statement."""

    manager_is_missing: bool
    invitations_expired: bool
    rules_lead_nowhere: bool

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Concerns":
        """Read them from a row that was annotated with `concerns`."""
        return cls(**{each.name: bool(row[each.name]) for each in fields(cls)})


def concerns(*, at: datetime) -> dict[str, Any]:
    """The annotations that tell whether there is anything to see to."""
    return {
        "manager_is_missing": ~Exists(holders(Role.REFERENCE_MANAGER)),
        "invitations_expired": Exists(_expired_invitations(at)),
        "rules_lead_nowhere": Exists(_rules_nowhere()),
    }


def waiting_for(user: User, found: Concerns, *, at: datetime) -> list[WorkItem]:
    """What those who run the program should see to: no name yet, no manager, expired invitations, rules that lead nowhere."""
    items: list[WorkItem] = []
    if user.is_administrator:
        items += _setting_up(manager_is_missing=found.manager_is_missing)
        if found.invitations_expired:
            items += [_expired(row) for row in _expired_invitations(at).select_related("user").order_by("expires_at", "pk")[:MOST]]
    if user.is_manager and found.rules_lead_nowhere:
        items += [_leads_nowhere(rule) for rule in _rules_nowhere().select_related("manager", "region")[:MOST]]
    return items


def _setting_up(*, manager_is_missing: bool) -> list[WorkItem]:
    found = []
    if not program().company_name:
        url = reverse("people:begin")
        found.append(
            WorkItem(
                title=_("Say whose program this is"),
                detail=_("Company name, time zone and fiscal year. Customers see the name in every mail."),
                url=url,
                icon="building",
                action=Action(label=_("Set up"), url=url, style="soft"),
            )
        )
    if manager_is_missing:
        url = reverse("people:list")
        found.append(
            WorkItem(
                title=_("Choose a reference manager"),
                detail=_("Until there is one, every request comes to an administrator."),
                url=url,
                icon="user-plus",
                action=Action(label=_("People"), url=url, style="soft"),
            )
        )
    return found


def _expired_invitations(at: datetime) -> QuerySet[Invitation]:
    return Invitation.objects.filter(accepted_at=None, expires_at__lte=at, expires_at__gt=at - OLD_NEWS, user__is_active=True)


def _rules_nowhere() -> QuerySet[RoutingRule]:
    return RoutingRule.objects.filter(manager__is_active=False)


def _expired(invitation: Invitation) -> WorkItem:
    person = invitation.user
    return WorkItem(
        title=_("%(name)s has not followed the invitation") % {"name": person.name},
        detail=_("The link has expired."),
        icon="user-plus",
        url=reverse("people:person", args=[person.pk]),
        action=Action(label=_("Send a new link"), url=reverse("people:invite_again", args=[person.pk]), method="post"),
    )


def _leads_nowhere(rule: RoutingRule) -> WorkItem:
    url = reverse("people:routing")
    where = rule.region.name if rule.region else _("everything else")
    return WorkItem(
        title=_("Choose who gets the requests for %(region)s") % {"region": where},
        url=url,
        icon="route",
        detail=_("The rule names %(name)s, who has left; until then the other rules decide.") % {"name": rule.manager.name},
        action=Action(label=_("Choose"), url=url, style="soft"),
    )
