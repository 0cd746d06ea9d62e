"""Who was asked or helped lately: whom to spare before the next event."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodword.customers.kinds import Family
from goodword.kernel.text import number_in
from goodword.reports.kinds.figures import Bar, Block, Cell, Chart, Empty, Figures, Line, Report, Tab, stacked
from goodword.reports.queries import asks
from goodword.reports.queries.scope import Period, Scope
from goodword.reports.tables import asks as rows
from goodword.reports.tables.bar import Names, behind
from goodword.reports.tables.groups import count
from goodword.ui import pages
from goodword.ui.navigation import address

TITLE: Final = gettext_lazy("Recently referenced")
CHOICES: Final = (30, 60, 90, 180)
LONGEST: Final = 3660


def report(request: HttpRequest, scope: Scope, names: Names) -> Report:
    """The page of those who were asked within so many days."""
    del names
    policys = scope.now.numbers.recently_referenced_days
    days = min(number_in(request.GET.get("days", "")) or policys, LONGEST)
    first = asks.first_recent_day(scope, days)
    lately = replace(scope, period=Period("", "", first, None), teams=(), kinds=())
    per_family = asks.customers_by_family(lately)
    total = asks.customers_in(lately)
    most = max(per_family.values(), default=0)
    links = {
        family: behind(scope, "asks", without=("period", "to", "team", "kind"), **_from(first), family=family, of=rows.PLACES)
        for family in per_family
    }
    bars = tuple(
        Bar(
            str(Family(family).label),
            stacked([(n, "accent", f"{Family(family).label}: {n}", links[family], count(n))], most=most),
            count(n),
        )
        for family, n in per_family.items()
    )
    lines = tuple(Line(str(Family(family).label), (Cell(count(n), n, links[family]),), links[family]) for family, n in per_family.items())
    found = ngettext("%(n)s customer was asked in the last %(days)s days.", "%(n)s customers were asked in the last %(days)s days.", total)
    listing = rows.places_listing(request, lately)
    chart = Chart(label=_("Customers asked, by activity"), bars=bars)
    return Report(
        title=TITLE,
        lead=_("Who was asked a short while ago, for what and by whom. Look here before you reach out for an event."),
        sentences=(found % {"n": total, "days": days},) if total else (),
        tabs=_tabs(request, days, policys),
        filters=("region", "family"),
        empty=None
        if total
        else Empty(
            title=_("Everybody has rested"), text=_("Nobody was asked in these days."), url=address("desk:find"), step=_("Find a reference")
        ),
        blocks=()
        if not total
        else (
            Block(
                code="families",
                title=_("Customers, by activity"),
                chart=chart,
                figures=Figures(heads=(_("Activity"), _("Customers")), lines=lines),
            ),
            Block(code="asks", title=_("Who, and when"), listing=listing, sheet=listing.sheet),
        ),
    )


def _from(first: Any) -> dict[str, str]:
    return {"from": first.isoformat()}


def _tabs(request: HttpRequest, days: int, policys: int) -> tuple[Tab, ...]:
    words = {each: ngettext("%(n)s day", "%(n)s days", each) % {"n": each} for each in sorted({*CHOICES, policys, days})}
    words[policys] = _("%(days)s, by the policy") % {"days": words[policys]}
    return tuple(Tab(label, pages.link(request, days=None if n == policys else n), n == days) for n, label in words.items())
