"""What somebody looks for, read from the address: text, facets, the kind of help, and perhaps a deal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from goodword.customers import access
from goodword.customers import queries as customers
from goodword.customers.kinds import ActivityType, ListKind
from goodword.customers.models import Account, Contact, Opportunity
from goodword.kernel.references import parse_key
from goodword.people.models import User
from goodword.policy.fit import Need
from goodword.policy.queries import InForce, Inquiry, prospect_of

MOST_CHOSEN = 30


@dataclass(frozen=True, slots=True)
class Dimension:
    """A facet: its name in the address, its label, the list that words its codes, and how it narrows accounts."""

    key: str
    label: str | Promise
    lookup: str
    kind: ListKind | None = None
    is_array: bool = False


DIMENSIONS: tuple[Dimension, ...] = (
    Dimension("industry", _("Industry"), "industry__in", ListKind.INDUSTRY),
    Dimension("region", _("Region"), "region__code__in"),
    Dimension("country", _("Country"), "country__in"),
    Dimension("state", _("State or province"), "state__in"),
    Dimension("segment", _("Segment"), "segment__in", ListKind.SEGMENT),
    Dimension("use_case", _("Use case"), "use_cases__overlap", ListKind.USE_CASE, is_array=True),
    Dimension("competitor", _("Replaced"), "competitors_replaced__overlap", ListKind.COMPETITOR, is_array=True),
    Dimension("language", _("Speaks"), "languages__overlap", is_array=True),
    Dimension("tier", _("Product tier"), "tier__in", ListKind.TIER),
)


def _some(code: str) -> frozenset[str]:
    return frozenset({code}) if code else frozenset()


@dataclass(frozen=True, slots=True)
class Sought:
    """A search, understood."""

    text: str
    asked: customers.Asked
    activity: ActivityType
    chosen: Mapping[str, tuple[str, ...]]
    deal: Opportunity | None

    @property
    def is_empty(self) -> bool:
        """Nothing narrows the search."""
        return not self.text and not any(self.chosen.values()) and self.deal is None

    @property
    def is_everybody(self) -> bool:
        """No member is left out, though a deal may put them into an order."""
        return not self.text and not any(self.chosen.values())

    def inquiry(self, now: InForce) -> Inquiry:
        """What would be asked, for the rules."""
        account = self.deal.account if self.deal else None
        region = account.region.code if account and account.region else ""
        return Inquiry(
            activity_type=self.activity.value,
            ask_on=now.today,
            kind="sales_call" if self.activity == ActivityType.SALES_CALL else "",
            region=self._only("region") or region,
            prospect=prospect_of(account=account),
        )

    def need(self) -> Need:
        """What a customer should be like: what was chosen or typed, else what the deal says."""
        deal = self.deal
        account = deal.account if deal else None
        return Need(
            industries=self._any("industry", ListKind.INDUSTRY) or _some(account.industry if account else ""),
            region=self._only("region") or (account.region.code if account and account.region else ""),
            country=self._only("country"),
            segment=self._only("segment", ListKind.SEGMENT) or (account.segment if account else ""),
            tier=self._only("tier", ListKind.TIER),
            seats=account.seats if account else None,
            use_cases=self._any("use_case", ListKind.USE_CASE) or frozenset(deal.use_cases if deal else ()),
            competitors=self._any("competitor", ListKind.COMPETITOR) or _some(deal.competitor if deal else ""),
            languages=self._any("language"),
        )

    def _any(self, key: str, kind: ListKind | None = None) -> frozenset[str]:
        """The codes that were chosen or typed for a facet: any of them will do."""
        return frozenset(self.chosen[key]) | (self.asked.codes.get(kind, frozenset()) if kind else frozenset())

    def _only(self, key: str, kind: ListKind | None = None) -> str:
        """The one code that was chosen or typed for a facet; several are no wish."""
        codes = self._any(key, kind)
        return next(iter(codes)) if len(codes) == 1 else ""

    def by_text(self, members: QuerySet[Account]) -> QuerySet[Account]:
        """Members that the text asks for."""
        return customers.accounts_matching(members, self.asked)

    def narrowed(self, members: QuerySet[Account], today: date) -> QuerySet[Account]:
        """Members that the text and every facet ask for."""
        rows = self.by_text(members)
        for dimension in DIMENSIONS:
            codes = list(self.chosen[dimension.key])
            if codes and dimension.key == "language":
                here = Contact.objects.filter(Q(left_on=None) | Q(left_on__gt=today), languages__overlap=codes)
                rows = rows.filter(pk__in=here.values("account_id"))
            elif codes:
                rows = rows.filter(**{dimension.lookup: codes})
        return rows


def read_search(data: QueryDict, reader: User) -> Sought:
    """Read a search from an address; what cannot be understood is left out."""
    text = data.get("q", "").strip()[:200]
    items = list(customers.facet_items()) if text else []
    activity = data.get("activity", "")
    return Sought(
        text=text,
        asked=customers.read(text, items),
        activity=ActivityType(activity) if activity in ActivityType.values else ActivityType.SALES_CALL,
        chosen={dimension.key: tuple(dict.fromkeys(data.getlist(dimension.key)[:MOST_CHOSEN])) for dimension in DIMENSIONS},
        deal=_deal(data.get("opportunity", ""), reader),
    )


def _deal(text: str, reader: User) -> Opportunity | None:
    known = access.opportunities_visible_to(reader).select_related("account__region", "account__parent")
    return known.filter(pk=key).first() if (key := parse_key(text)) else None
