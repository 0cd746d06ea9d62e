"""The pool in charts, and the members behind them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.kinds import ListKind
from goodword.customers.states import Standing
from goodword.customers.tables import standing_badge
from goodword.kernel.text import Words
from goodword.reports.kinds.figures import Bar, Block, Cell, Chart, Figures, Line, Tone, stacked
from goodword.reports.queries import pool
from goodword.reports.queries.asked_for import NONE
from goodword.reports.queries.scope import Scope
from goodword.reports.tables.bar import Names, behind, filters_of
from goodword.reports.tables.groups import count
from goodword.reports.tables.listing import Listing
from goodword.ui import tables

TITLES: Final[Mapping[str, Words]] = {
    "standing": gettext_lazy("Members by standing"),
    "segment": gettext_lazy("By segment"),
    "region": gettext_lazy("By region"),
    "use_case": gettext_lazy("By use case"),
}
HEADS: Final[Mapping[str, Words]] = {
    "standing": gettext_lazy("Standing"),
    "segment": gettext_lazy("Segment"),
    "region": gettext_lazy("Region"),
    "use_case": gettext_lazy("Use case"),
}
TONES: Final[Mapping[str, Tone]] = {
    Standing.ACTIVE: "good",
    Standing.RECRUITED: "slate",
    Standing.CAUTION: "care",
    Standing.PAUSED: "sand",
    Standing.RETIRED: "quiet",
    Standing.DECLINED: "stop",
}
SHOWN: Final = 12


def blocks(scope: Scope, names: Names, counted: Mapping[str, Mapping[str, int]]) -> tuple[Block, ...]:
    """A chart for each way to look at the pool."""
    return tuple(_block(by, counted[by], scope, names) for by in pool.BY if any(counted[by].values()))


def _block(by: str, counts: Mapping[str, int], scope: Scope, names: Names) -> Block:
    order = [code for code in _order(by, counts, names) if counts.get(code)]
    most = max((counts[code] for code in order), default=0)
    words = {code: _label(by, code, names) for code in order}
    urls = {code: behind(scope, "members", **{by: code}) for code in order}
    bars = tuple(
        Bar(
            words[code],
            stacked([(counts[code], TONES.get(code, "accent"), f"{words[code]}: {counts[code]}", urls[code], "")], most=most),
            count(counts[code]),
        )
        for code in order[:SHOWN]
    )
    lines = tuple(Line(words[code], (Cell(count(counts[code]), counts[code], urls[code]),), urls[code]) for code in order)
    notes = (_("A customer with several use cases counts for each."),) if by == "use_case" else ()
    return Block(
        code=by,
        title=TITLES[by],
        chart=Chart(label=str(TITLES[by]), bars=bars),
        figures=Figures(heads=(HEADS[by], _("Members")), lines=lines),
        notes=notes,
    )


def _order(by: str, counts: Mapping[str, int], names: Names) -> Iterable[str]:
    """Standings and segments in their order, regions in theirs, use cases by how many there are; what has none comes last."""
    if by == "standing":
        return Standing.values
    if by == "use_case":
        return sorted(counts, key=lambda code: (-counts[code], code))
    known = list(names.regions if by == "region" else names.of(ListKind.SEGMENT))
    return [*known, *sorted(code for code in counts if code not in known and code != NONE), NONE]


def _label(by: str, code: str, names: Names) -> str:
    if by == "standing":
        return str(Standing(code).label)
    if by == "region":
        return names.group("region", code)
    if code == NONE:
        return _("No segment")
    return names.label(ListKind.SEGMENT if by == "segment" else ListKind.USE_CASE, code)


def listing(request: HttpRequest, scope: Scope, names: Names) -> Listing:
    """The members behind the charts."""
    shown = (
        tables.Column(
            key="name", label=_("Customer"), kind="link", order_by=("account__search_name",), phone="lead", note_label=_("Reference ID")
        ),
        tables.Column(key="standing", label=_("Standing"), kind="badge", order_by=("standing",), phone="side"),
        tables.Column(key="segment", label=_("Segment"), order_by=("account__segment",)),
        tables.Column(key="region", label=_("Region"), order_by=("account__region__name",)),
        tables.Column(key="cases", label=_("Use cases"), phone="off"),
        tables.Column(key="since", label=_("Member since"), kind="day", order_by=("joined_on",)),
    )
    sort = tables.chosen_sort(request, shown, default="name")

    def line(each: Any) -> tables.Row:
        account = each.account
        return tables.Row(
            (
                tables.Link(account.name, reverse("desk:account", args=[account.pk]), each.reference_id),
                standing_badge(each),
                names.label(ListKind.SEGMENT, account.segment) if account.segment else "",
                account.region.name if account.region else "",
                ", ".join(names.label(ListKind.USE_CASE, code) for code in account.use_cases),
                each.joined_on,
            )
        )

    def options(kind: ListKind) -> tuple[tables.Option, ...]:
        return tuple(tables.Option(code, label) for code, label in names.of(kind).items())

    standings = tuple(tables.Option(value, str(label)) for value, label in Standing.choices)
    segments = (*options(ListKind.SEGMENT), tables.Option(NONE, _("No segment")))
    return Listing(
        title=_("Members"),
        lead=_("Those who are here, unless a standing is chosen."),
        columns=shown,
        rows=pool.members(scope).select_related("account__region").order_by(*sort.order_by),
        lines=lambda some: [line(each) for each in some],
        sort=sort,
        filters=(
            tables.Filter(key="standing", label=_("Standing"), options=standings, many=True),
            tables.Filter(key="segment", label=_("Segment"), options=segments, many=True),
            *filters_of(scope, names, ("region",)),
            tables.Filter(key="use_case", label=_("Use case"), options=options(ListKind.USE_CASE), many=True),
        ),
        empty=tables.Empty(title=_("Nobody has joined the program yet"), text=_("Open a customer and make it a member."), icon="users"),
    )
