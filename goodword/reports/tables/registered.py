"""Registrations: how many came from where, and how many of them became members."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodword.kernel.text import Words
from goodword.recruiting.access import registrations_visible_to
from goodword.recruiting.kinds import PublicProgram
from goodword.recruiting.states import RegistrationState
from goodword.reports.kinds.figures import Block, Cell, Empty, Figures, Line, Report
from goodword.reports.queries.asked_for import NONE
from goodword.reports.queries.registered import STEPS, Came, came, registrations_in
from goodword.reports.queries.scope import Scope
from goodword.reports.tables.bar import Names, behind, chosen_of, filters_of, tabs_of
from goodword.reports.tables.groups import count, percent
from goodword.reports.tables.listing import Listing
from goodword.ui import tables
from goodword.ui.pieces import Badge

BY: Final[Mapping[str, Words]] = {
    "source": gettext_lazy("By source"),
    "program": gettext_lazy("By program"),
    "month": gettext_lazy("By month"),
}
HEADS: Final[Mapping[str, Words]] = {
    "source": gettext_lazy("Source"),
    "program": gettext_lazy("Program"),
    "month": gettext_lazy("Month"),
}
STEP_WORDS: Final[Mapping[str, Words]] = {
    "all": gettext_lazy("Registered"),
    "confirmed": gettext_lazy("Confirmed"),
    "accepted": gettext_lazy("Accepted"),
    "members": gettext_lazy("Members"),
}
FILTERS: Final = ("period",)


def report(request: HttpRequest, scope: Scope, names: Names) -> Report:
    """The page: one line a group, each figure opens its list."""
    del names
    by = chosen_of(request, "by", BY)
    groups = came(scope, by=by)
    total = tuple(sum(each.steps[place] for each in groups) for place in range(len(STEPS)))
    return Report(
        title=_("Registrations"),
        lead=_("Who registered on the public page in this period, and how far each came. What was not meant seriously is left out."),
        sentences=_sentences(total) if groups else (),
        tabs=tabs_of(request, "by", BY, by),
        empty=None
        if groups
        else Empty(title=_("Nobody registered in this period"), text=_("Each registration is counted here by the link on which it came.")),
        blocks=(_block(groups, total, by, scope),) if groups else (),
        filters=FILTERS,
    )


def _sentences(total: tuple[int, ...]) -> tuple[str, ...]:
    registered, confirmed, accepted, members = total
    said = {"n": count(registered), "members": count(members), "share": percent(members, confirmed), "confirmed": count(confirmed)}
    words = ngettext(
        "%(n)s registration, %(confirmed)s confirmed, of which %(members)s led to a member: %(share)s.",
        "%(n)s registrations, %(confirmed)s confirmed, of which %(members)s led to a member: %(share)s.",
        registered,
    )
    plain = _("%(n)s registered, and nobody has confirmed yet.")
    del accepted
    return ((words if confirmed else plain) % said,)


def _block(groups: list[Came], total: tuple[int, ...], by: str, scope: Scope) -> Block:
    def cells(steps: tuple[int, ...], code: str | None) -> tuple[Cell, ...]:
        more = {} if code is None else {by: code}
        found = [Cell(count(n), n, behind(scope, "registrations", **{**more, "step": step})) for step, n in zip(STEPS, steps, strict=True)]
        return (*found, Cell(percent(steps[-1], steps[1]), round(steps[-1] / steps[1], 3) if steps[1] else None))

    lines = [Line(label_of(each.code, by), cells(each.steps, each.code)) for each in groups]
    if len(lines) > 1:
        lines.append(Line(_("All"), cells(total, None), is_sum=True))
    heads = (HEADS[by], *STEP_WORDS.values(), _("Members, of those confirmed"))
    return Block(code="registrations", title=BY[by], figures=Figures(heads=heads, lines=tuple(lines)))


def label_of(code: str, by: str) -> str:
    """What a group is called."""
    if by == "program":
        return str(PublicProgram(code).label) if code in PublicProgram.values else code
    if by == "month":
        return formats.date_format(date.fromisoformat(f"{code}-01"), "F Y")
    return _("Without a tag") if code == NONE else code


def listing(request: HttpRequest, scope: Scope, names: Names) -> Listing:
    """The registrations behind a figure; of those that the reader may not open only the program, the source and how far they came."""
    shown = (
        tables.Column(key="number", label=_("Registration"), kind="link", order_by=("number",), phone="lead", note_label=_("Name")),
        tables.Column(key="program", label=_("Program"), order_by=("program",)),
        tables.Column(key="source", label=_("Source"), order_by=("came_from",)),
        tables.Column(key="state", label=_("State"), kind="badge", order_by=("state",), phone="side"),
        tables.Column(key="came", label=_("Registered"), kind="day", order_by=("created_at",), descending_first=True),
    )
    get = request.GET
    rows = registrations_in(
        scope,
        program=get.get("program", "")[:40],
        source=get.get("source", "")[:40] or None,
        month=get.get("month", "")[:7],
        step=get.get("step", ""),
    )
    sort = tables.chosen_sort(request, shown, default="-came")
    steps = tables.Filter(key="step", label=_("How far"), options=tuple(tables.Option(code, words) for code, words in STEP_WORDS.items()))
    programs = tables.Filter(key="program", label=_("Program"), options=tuple(tables.Option(*each) for each in PublicProgram.choices))

    def lines(some: Any) -> list[tables.Row]:
        seen = set(registrations_visible_to(scope.reader).filter(pk__in=[each.pk for each in some]).values_list("pk", flat=True))
        return [_row(each, is_seen=each.pk in seen) for each in some]

    return Listing(
        title=_("Registrations"),
        lead=_("Sent in this period; what was not meant seriously is left out."),
        columns=shown,
        rows=rows.order_by(*sort.order_by),
        lines=lines,
        sort=sort,
        filters=(*filters_of(scope, names, FILTERS), steps, programs),
        empty=tables.Empty(title=_("None of this kind in this period")),
    )


def _row(each: Any, *, is_seen: bool) -> tables.Row:
    url = reverse("recruiting:registration", args=[each.number]) if is_seen else ""
    return tables.Row(
        (
            tables.Link(each.reference, url, each.name if is_seen else ""),
            str(PublicProgram(each.program).label),
            each.came_from,
            Badge(word=str(RegistrationState(each.state).label)),
            each.created_at,
        )
    )
