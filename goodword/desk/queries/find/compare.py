"""Two or three customers side by side."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.customers import queries as customers
from goodword.customers.access import accounts_visible_to
from goodword.customers.kinds import Family, ListKind
from goodword.customers.kinds.places import language_name
from goodword.customers.models import Account
from goodword.desk.queries.find.page import Hit, carried, hits, look
from goodword.desk.queries.find.sought import Sought
from goodword.kernel.references import parse_key
from goodword.people.models import User
from goodword.policy.queries import FourFacts, four_facts
from goodword.requests.queries.words import spoke_words
from goodword.ui import dates

MOST = 3
Line = tuple[str, list[str]]
Spread = tuple[str, list[tuple[Hit, str]]]


def compare_page(ids: list[str], sought: Sought, *, reader: User, at: datetime) -> dict[str, Any]:
    """Return the context of the page: the first three of the chosen customers that the reader may see."""
    looked = look(sought, at=at)
    keys = [key for each in dict.fromkeys(ids) if (key := parse_key(each))][:MOST]
    rows = accounts_visible_to(reader).filter(pk__in=keys, member__isnull=False).select_related("owner", "region", "member")
    by_key = {row.pk: row for row in rows.prefetch_related("contacts")}
    accounts = [by_key[key] for key in keys if key in by_key]
    four = four_facts([row.pk for row in accounts], looked.now)
    shown = hits(accounts, looked)
    lines = _lines(accounts, looked.labels, [four[row.pk] for row in accounts], at=at)
    spread: list[Spread] = [(label, list(zip(shown, values, strict=True))) for label, values in lines]
    return {
        "sought": sought,
        "hits": shown,
        "lines": spread,
        "carried": carried(sought),
    }


def _lines(accounts: list[Account], labels: customers.Labels, four: list[FourFacts], *, at: datetime) -> list[Line]:
    def listed(kind: ListKind, codes: list[str]) -> str:
        return ", ".join(customers.label_of(labels, kind, code) for code in codes)

    today = dates.local_day(at)
    lines: list[Line] = [
        (_("Industry"), [customers.label_of(labels, ListKind.INDUSTRY, row.industry) for row in accounts]),
        (_("Segment"), [customers.label_of(labels, ListKind.SEGMENT, row.segment) for row in accounts]),
        (_("Seats"), [f"{row.seats:,}" if row.seats else "" for row in accounts]),
        (_("Product tier"), [customers.label_of(labels, ListKind.TIER, row.tier) for row in accounts]),
        (_("Uses"), [listed(ListKind.USE_CASE, row.use_cases) for row in accounts]),
        (_("Replaced"), [listed(ListKind.COMPETITOR, row.competitors_replaced) for row in accounts]),
        (_("Region"), [row.region.name if row.region else "" for row in accounts]),
        (_("Speaks"), [", ".join(_languages(row)) for row in accounts]),
        (_("Owner"), [row.owner.name if row.owner else _("Nobody yet") for row in accounts]),
        (_("Asked, 12 months"), [f"{_asked(each)}{spoke_words(each.talks, today=today)}" for each in four]),
        (_("Effort so far"), [_("%(effort)s of %(most)s points") % {"effort": each.effort, "most": each.effort_comfort} for each in four]),
        (_("Comfortable with"), [each.comfort or _("Not said yet") for each in four]),
        (_("Renews"), [dates.day_words(row.renewal_on, today=today) if row.renewal_on else "" for row in accounts]),
    ]
    return [line for line in lines if any(line[1])]


def _languages(row: Account) -> list[str]:
    codes = dict.fromkeys(code for contact in row.contacts.all() if contact.left_on is None for code in contact.languages)
    return [language_name(code) for code in codes]


def _asked(four: FourFacts) -> str:
    if not four.asked:
        return _("Never")
    names = dict(Family.choices)
    asked = ", ".join(f"{names[family]}: {count}" for family, count in four.asked)
    return ngettext("%(asked)s, %(n)s yes", "%(asked)s, %(n)s yes", four.accepted) % {"asked": asked, "n": four.accepted}
