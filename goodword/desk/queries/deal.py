"""Everything that the page of one deal shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from goodword.customers import access
from goodword.customers import queries as customers
from goodword.customers.kinds import ListKind
from goodword.customers.models import Account, ListItem, Opportunity
from goodword.customers.tables import stage_badge
from goodword.desk.queries.standing import considered_for, considered_row
from goodword.desk.queries.timeline import timeline
from goodword.people.models import User
from goodword.people.queries import today
from goodword.ui import pieces
from goodword.ui.navigation import address
from goodword.ui.pieces import Fact, Person

SHOWN = 8


@dataclass(frozen=True, slots=True)
class DealRow:
    """A deal with its stage in words."""

    deal: Opportunity
    stage: pieces.Badge | None


def deals_with(account: Account, items: Iterable[ListItem], *, most: int = SHOWN) -> list[DealRow]:
    """The deals with an account, latest to close first; `items` are the values of the lists."""
    stages = {item.code: item for item in items if item.kind == ListKind.DEAL_STAGE}
    rows = customers.open_opportunities(account)[:most]
    return [DealRow(deal, stage_badge(deal.stage, stages.get(deal.stage))) for deal in rows]


def ask_url(**query: Any) -> str:
    """The address at which a request is started, or nothing while that page is not there."""
    url = address("requests:new")
    return f"{url}?{urlencode({'kind': 'sales_call', **query}, doseq=True)}" if url else ""


def deal_page(deal: Opportunity, *, reader: User, at: datetime) -> dict[str, Any]:
    """Return the context of the page."""
    day = today(at)
    values = customers.all_values()
    labels = customers.labels_of(values)
    stages = {item.code: item for item in values if item.kind == ListKind.DEAL_STAGE}
    account = deal.account
    stage = stages.get(deal.stage)
    is_over = stage is not None and (stage.is_won or stage.is_lost)
    items, _total = timeline("opportunity", deal.pk, reader=reader, today=day, most=SHOWN)
    facts = [
        Fact(label=_("Owner"), person=Person(name=deal.owner.name, id=deal.owner.pk)) if deal.owner else None,
        Fact(label=_("Company"), value=account.name, url=reverse("desk:account", args=[account.pk])) if account else None,
        Fact(label=_("Industry"), value=customers.label_of(labels, ListKind.INDUSTRY, account.industry)) if account else None,
        Fact(label=_("Against"), value=customers.label_of(labels, ListKind.COMPETITOR, deal.competitor)),
        Fact(label=_("Use cases"), value=", ".join(customers.label_of(labels, ListKind.USE_CASE, code) for code in deal.use_cases)),
        Fact(label=_("Closes"), on=deal.close_on) if deal.close_on else None,
    ]
    return {
        "deal": deal,
        "badge": stage_badge(deal.stage, stages.get(deal.stage)),
        "crumbs": [
            pieces.Crumb(label=_("Customers"), url=reverse("customers:list")),
            pieces.Crumb(label=_("Deals"), url=reverse("customers:deals")),
        ],
        "facts": [fact for fact in facts if fact and (fact.value or fact.on or fact.person)],
        "may_edit": access.can_edit_opportunity(reader, deal),
        "ask_url": "" if is_over else ask_url(opportunity=deal.pk),
        "timeline": items,
        "considered": [considered_row(each, today=day, of_account=False) for each in considered_for(reader, opportunity=deal)],
        "considered_none": _("No customer is considered for this deal yet."),
        "find_url": f"{address('desk:find')}?opportunity={deal.pk}" if not is_over else "",
    }
