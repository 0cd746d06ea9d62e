"""What is open of a colleague's: everything that somebody else must take over when they leave."""

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from goodword.approvals.states import State as ApprovalState
from goodword.customers.access import accounts_visible_to, opportunities_visible_to
from goodword.customers.models import Account, ListItem, Opportunity
from goodword.people.models import RoutingRule, Team, User
from goodword.people.queries import circle_ids
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.states import REQUEST_OPEN, RequestState
from goodword.ui.navigation import address

SHOWN: Final = 5
IN_PLAY: Final = (*REQUEST_OPEN, RequestState.COMPLETED)


@dataclass(frozen=True, slots=True)
class Open:
    """One kind of open thing: how many, and the first of them as (words, address)."""

    label: str
    icon: str
    count: int
    shown: tuple[tuple[str, str], ...] = ()
    note: str = ""


def open_accounts(person: User, reader: User) -> QuerySet[Account]:
    """Customers they own or look after."""
    return accounts_visible_to(reader).filter(Q(owner=person) | Q(csm=person)).order_by("pk")


def open_deals(person: User, reader: User) -> QuerySet[Opportunity]:
    """Deals of theirs that are neither won nor lost."""
    closed = ListItem.objects.filter(Q(is_won=True) | Q(is_lost=True)).values("code")
    return opportunities_visible_to(reader).filter(owner=person).exclude(stage__in=closed).order_by("pk")


def open_requests(person: User) -> QuerySet[ReferenceRequest]:
    """Requests that they made or manage and that are not over."""
    return ReferenceRequest.objects.filter(Q(requester=person) | Q(manager=person), state__in=IN_PLAY).order_by("pk")


def known_to(rows: QuerySet[Any], reader: User) -> QuerySet[Any]:
    """Of rows with a circle those that somebody may know of."""
    return rows.filter(Q(circle=None) | Q(circle__in=circle_ids(reader)))


def open_questions(person: User) -> QuerySet[Candidate]:
    """The candidates about which a question waits for their answer."""
    return Candidate.objects.filter(approval__approver=person, approval__state=ApprovalState.OPEN).order_by("pk")


def open_of(person: User, *, reader: User) -> list[Open]:
    """Everything open of somebody's, in words; of what is confidential only that there is some."""
    accounts, deals, requests = open_accounts(person, reader), open_deals(person, reader), open_requests(person)
    questions, rules = open_questions(person), RoutingRule.objects.filter(manager=person).select_related("region")
    known = circle_ids(reader)
    named = known_to(requests, reader)
    asked = questions.filter(Q(reference_request__circle=None) | Q(reference_request__circle__in=known))
    some = _("Some are confidential: those who are in the know must hand them over.")
    found = [
        Open(_("Customers"), "building", accounts.count(), tuple((row.name, address("desk:account", row.pk)) for row in accounts[:SHOWN])),
        Open(_("Open deals"), "briefcase", deals.count(), tuple((row.name, address("desk:deal", row.pk)) for row in deals[:SHOWN])),
        Open(
            _("Requests"),
            "list-check",
            named.count(),
            tuple((row.number, address("requests:request", row.pk)) for row in named[:SHOWN]),
            some if requests.exclude(pk__in=named.values("pk")).exists() else "",
        ),
        Open(
            _("Questions to answer"),
            "help-circle",
            asked.count(),
            note=some if questions.exclude(pk__in=asked.values("pk")).exists() else "",
        ),
        Open(
            _("Routing rules"),
            "route",
            rules.count(),
            tuple((rule.region.name if rule.region else _("everything else"), address("people:routing")) for rule in rules[:SHOWN]),
        ),
        Open(_("Teams they lead"), "users", Team.objects.filter(lead=person).count()),
    ]
    return [each for each in found if each.count or each.note]
