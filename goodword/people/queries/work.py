"""What waits for somebody about people."""

from datetime import datetime, timedelta
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from goodword.people.kinds import Role
from goodword.people.models import Invitation, RoutingRule, User
from goodword.people.queries.facts import program
from goodword.people.queries.routing import holders
from goodword.ui.pieces import Action, WorkItem

OLD_NEWS: Final = timedelta(days=30)
MOST: Final = 5


def waiting_for(user: User, *, at: datetime) -> list[WorkItem]:
    """What those who run the program should see to: no name yet, no manager, expired invitations, rules that lead nowhere."""
    found: list[WorkItem] = []
    if user.is_administrator:
        found += _setting_up()
        found += [_expired(row) for row in _expired_invitations(at)]
    if user.is_manager:
        found += [
            _leads_nowhere(rule) for rule in RoutingRule.objects.filter(manager__is_active=False).select_related("manager", "region")[:MOST]
        ]
    return found


def _setting_up() -> list[WorkItem]:
    found = []
    if not program().company_name:
        url = reverse("people:program")
        found.append(
            WorkItem(
                title=_("Say whose program this is"),
                detail=_("Company name, time zone and fiscal year. Customers see the name in every mail."),
                url=url,
                icon="building",
                action=Action(label=_("Settings"), url=url, style="soft"),
            )
        )
    if not holders(Role.REFERENCE_MANAGER).exists():
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


def _expired_invitations(at: datetime) -> list[Invitation]:
    rows = Invitation.objects.filter(accepted_at=None, expires_at__lte=at, expires_at__gt=at - OLD_NEWS, user__is_active=True)
    return list(rows.select_related("user").order_by("expires_at")[:MOST])


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
