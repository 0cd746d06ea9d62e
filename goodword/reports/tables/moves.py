"""Changes of standing: how many a month, by rule or by hand, and the changes behind each figure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodword.customers.kinds import StandingRule
from goodword.customers.states import Standing
from goodword.customers.tables import STANDING_TONES
from goodword.kernel.text import Words
from goodword.reports.kinds.figures import Bar, Block, Cell, Chart, Empty, Figures, Key, Line, Report, Tone, stacked
from goodword.reports.queries.moves import HAND, LEADS, RULE, Counts, concerned, moves_by_month, moves_in
from goodword.reports.queries.scope import Scope
from goodword.reports.tables.bar import Names, behind, chosen_of, filters_of, tabs_of
from goodword.reports.tables.groups import count
from goodword.reports.tables.listing import Listing
from goodword.ui import tables
from goodword.ui.pieces import Badge

ALL: Final = "all"
HOW: Final[Mapping[str, Words]] = {
    ALL: gettext_lazy("All"),
    RULE: gettext_lazy("By rule"),
    HAND: gettext_lazy("By hand"),
}
TO: Final[Mapping[str, Words]] = {
    Standing.CAUTION: gettext_lazy("With caution"),
    Standing.PAUSED: gettext_lazy("Paused"),
    Standing.RETIRED: gettext_lazy("Retired"),
    Standing.ACTIVE: gettext_lazy("Active again"),
}
TONES: Final[Mapping[str, Tone]] = {Standing.CAUTION: "care", Standing.PAUSED: "sand", Standing.RETIRED: "quiet", Standing.ACTIVE: "good"}
FILTERS: Final = ("period",)
_MONTH: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def report(request: HttpRequest, scope: Scope, names: Names) -> Report:
    """The page: one line a month, each figure opens the changes behind it."""
    del names
    how, counted = chosen_of(request, "how", HOW), moves_by_month(scope)
    ways = (RULE, HAND) if how == ALL else (how,)
    months = {month: {to: sum(found.get((way, to), 0) for way in ways) for to in LEADS} for month, found in counted.items()}
    total = {to: sum(each[to] for each in months.values()) for to in LEADS}
    return Report(
        title=_("Changes of standing"),
        lead=_("How often members came to caution, a pause or out of the program, and back. A new reason alone is not counted."),
        sentences=_sentences(counted),
        tabs=tabs_of(request, "how", HOW, how),
        empty=None
        if sum(total.values())
        else Empty(title=_("Nobody came to another standing"), text=_("What rules do at night and people do by hand is counted here.")),
        blocks=(_block(months, total, how, scope),) if sum(total.values()) else (),
        filters=FILTERS,
    )


def totals(counted: Counts) -> dict[str, int]:
    """How many by rule and by hand."""
    return {way: sum(n for found in counted.values() for (each, _to), n in found.items() if each == way) for way in (RULE, HAND)}


def _sentences(counted: Counts) -> tuple[str, ...]:
    by = totals(counted)
    whole = sum(by.values())
    if not whole:
        return ()
    said = {"n": count(whole), "rule": count(by[RULE]), "hand": count(by[HAND])}
    words = ngettext("%(n)s change: %(rule)s by rule, %(hand)s by hand.", "%(n)s changes: %(rule)s by rule, %(hand)s by hand.", whole)
    return (words % said,)


def _block(months: Mapping[str, Mapping[str, int]], total: Mapping[str, int], how: str, scope: Scope) -> Block:
    narrowed = {} if how == ALL else {"how": how}

    def url(to: str, month: str) -> str:
        return behind(scope, "moves_list", **narrowed, **({"to": to} if to else {}), **({"month": month} if month else {}))

    def line(label: str, found: Mapping[str, int], month: str) -> Line:
        cells = [Cell(count(found[to]), found[to], url(to, month) if found[to] else "") for to in LEADS]
        whole = sum(found.values())
        return Line(label, (*cells, Cell(count(whole), whole, url("", month) if whole else "")), is_sum=not month)

    most = max(sum(each.values()) for each in months.values())
    bars = tuple(_bar(month, found, most, url) for month, found in months.items())
    lines = [line(month_words(month), found, month) for month, found in months.items()]
    if len(lines) > 1:
        lines.append(line(_("All"), total, ""))
    return Block(
        code="moves",
        title=_("By month"),
        chart=Chart(label=_("Changes of standing by month"), bars=bars, keys=tuple(Key(TONES[to], TO[to]) for to in LEADS if total[to])),
        figures=Figures(heads=(_("Month"), *TO.values(), _("All")), lines=tuple(lines)),
    )


def _bar(month: str, found: Mapping[str, int], most: int, url: Any) -> Bar:
    words = month_words(month)
    pieces = [
        (found[to], TONES[to], _("%(month)s, %(standing)s: %(n)s") % {"month": words, "standing": TO[to], "n": found[to]},
         url(to, month), count(found[to]))
        for to in LEADS
    ]  # fmt: skip
    return Bar(words, stacked(pieces, most=most), count(sum(found.values())), url("", month))


def month_words(month: str) -> str:
    """A month in words."""
    return formats.date_format(date.fromisoformat(f"{month}-01"), "F Y")


def listing(request: HttpRequest, scope: Scope, names: Names) -> Listing:
    """The changes behind a figure, newest first."""
    shown = (
        tables.Column(key="name", label=_("Customer"), kind="link", phone="lead"),
        tables.Column(key="change", label=_("Change")),
        tables.Column(key="why", label=_("By")),
        tables.Column(key="to", label=_("Came to"), kind="badge", phone="side"),
        tables.Column(key="at", label=_("When"), kind="moment", order_by=("at",), descending_first=True),
    )
    get = request.GET
    month = get.get("month", "") if _MONTH.fullmatch(get.get("month", "")) else ""
    how, to = (get.get(key, "") for key in ("how", "to"))
    rows = moves_in(scope, how=how if how in (RULE, HAND) else "", to=to if to in LEADS else "", month=month)
    sort = tables.chosen_sort(request, shown, default="-at")
    months = (tables.Filter(key="month", label=_("Month"), options=(tables.Option(month, month_words(month)),)),) if month else ()
    return Listing(
        title=_("Changes of standing"),
        lead=_("Each change of a member's standing in this period, by rule or by hand."),
        columns=shown,
        rows=rows.order_by(*sort.order_by),
        lines=lambda some: _lines(some, scope),
        sort=sort,
        filters=(
            *filters_of(scope, names, FILTERS),
            tables.Filter(key="how", label=_("How"), options=tuple(tables.Option(code, HOW[code]) for code in (RULE, HAND))),
            tables.Filter(key="to", label=_("Came to"), options=tuple(tables.Option(str(code), words) for code, words in TO.items())),
            *months,
        ),
        empty=tables.Empty(title=_("None of this kind in this period")),
    )


def _lines(some: Sequence[Any], scope: Scope) -> list[tables.Row]:
    about, names, people = concerned(some, reader=scope.reader)
    standings, rules = dict(Standing.choices), dict(StandingRule.choices)

    def row(each: Any) -> tables.Row:
        account = about.get(each.pk)
        name = names.get(account) if account is not None else None
        link = tables.Link(name, reverse("desk:account", args=[account])) if name else tables.Link(_("A customer that is gone"), "")
        said = {"before": standings.get(each.before, each.before), "after": standings.get(each.after, each.after)}
        by = people.get(each.actor_id) or _("A list, or the program")
        if each.how == RULE:
            by = str(rules.get(each.rule, _("The day that was named")))
        badge = Badge(word=str(TO[each.after]), tone=STANDING_TONES[each.after])
        return tables.Row((link, _("%(before)s → %(after)s") % said, by, badge, each.at))

    return [row(each) for each in some]
