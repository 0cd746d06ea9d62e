"""Nominations: how many came from where and on which track, month by month, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodword.kernel.text import Words
from goodword.recruiting.access import nominations_visible_to
from goodword.recruiting.kinds import TRACK_LABELS, Purpose, Source
from goodword.recruiting.states import NominationState
from goodword.recruiting.tables.nominations import badge_of
from goodword.reports.kinds.figures import Block, Cell, Empty, Figures, Line, Report
from goodword.reports.queries.asked_for import NONE
from goodword.reports.queries.nominated import FATES, Nominated, nominated, nominations_in
from goodword.reports.queries.scope import Scope
from goodword.reports.tables.bar import Names, behind, chosen_of, filters_of, tabs_of
from goodword.reports.tables.groups import count, percent
from goodword.reports.tables.listing import Listing
from goodword.ui import tables
from goodword.ui.pieces import Person

BY: Final[Mapping[str, Words]] = {
    "month": gettext_lazy("By month"),
    "source": gettext_lazy("By source"),
    "track": gettext_lazy("By track"),
    "purpose": gettext_lazy("By program"),
}
HEADS: Final[Mapping[str, Words]] = {
    "month": gettext_lazy("Month"),
    "source": gettext_lazy("Came from"),
    "track": gettext_lazy("Track"),
    "purpose": gettext_lazy("For"),
}
FATE_WORDS: Final[Mapping[str, Words]] = {
    "all": gettext_lazy("Sent"),
    "open": gettext_lazy("Open"),
    "approved": NominationState.APPROVED.label,
    "not_approved": NominationState.NOT_APPROVED.label,
    "withdrawn": NominationState.WITHDRAWN.label,
}
LABELS: Final[Mapping[str, Mapping[str, Any]]] = {
    "source": dict(Source.choices),
    "track": TRACK_LABELS,
    "purpose": dict(Purpose.choices),
}
FILTERS: Final = ("period",)


def report(request: HttpRequest, scope: Scope, names: Names) -> Report:
    """The page: one line a group, each figure opens its list."""
    del names
    by = chosen_of(request, "by", BY)
    groups = nominated(scope, by=by)
    total = tuple(sum(each.fates[place] for each in groups) for place in range(len(FATES)))
    return Report(
        title=_("Nominations"),
        lead=_("Who was nominated in this period, and what became of it by now. Drafts are not counted."),
        sentences=_sentences(total) if groups else (),
        tabs=tabs_of(request, "by", BY, by),
        empty=None
        if groups
        else Empty(title=_("Nobody was nominated in this period"), text=_("Each nomination is counted here from the day it was sent.")),
        blocks=(_block(groups, total, by, scope),) if groups else (),
        filters=FILTERS,
    )


def _sentences(total: tuple[int, ...]) -> tuple[str, ...]:
    sent, still_open, approved, not_approved, _withdrawn = total
    decided = approved + not_approved
    said = {"n": count(sent), "open": count(still_open), "share": percent(approved, decided), "approved": count(approved)}
    words = ngettext(
        "%(n)s nomination, %(open)s still open; of those decided %(approved)s approved: %(share)s.",
        "%(n)s nominations, %(open)s still open; of those decided %(approved)s approved: %(share)s.",
        sent,
    )
    plain = ngettext("%(n)s nomination, not decided so far.", "%(n)s nominations, none decided so far.", sent)
    return ((words if decided else plain) % said,)


def _block(groups: list[Nominated], total: tuple[int, ...], by: str, scope: Scope) -> Block:
    def cells(fates: tuple[int, ...], code: str | None) -> tuple[Cell, ...]:
        more = {} if code is None else {by: code}
        found = [Cell(count(n), n, behind(scope, "nominations", **{**more, "fate": fate})) for fate, n in zip(FATES, fates, strict=True)]
        approved, decided = fates[2], fates[2] + fates[3]
        return (*found, Cell(percent(approved, decided), round(approved / decided, 3) if decided else None))

    lines = [Line(label_of(each.code, by), cells(each.fates, each.code)) for each in groups]
    if len(lines) > 1:
        lines.append(Line(_("All"), cells(total, None), is_sum=True))
    heads = (HEADS[by], *FATE_WORDS.values(), _("Approved, of those decided"))
    return Block(code="nominations", title=BY[by], figures=Figures(heads=heads, lines=tuple(lines)))


def label_of(code: str, by: str) -> str:
    """What a group is called."""
    if by == "month":
        return formats.date_format(date.fromisoformat(f"{code}-01"), "F Y")
    return _("Not known") if code == NONE else str(LABELS[by].get(code, code))


def listing(request: HttpRequest, scope: Scope, names: Names) -> Listing:
    """The nominations behind a figure."""
    shown = (
        tables.Column(
            key="account", label=_("Customer"), kind="link", order_by=("account__search_name",), phone="lead", note_label=_("Number")
        ),
        tables.Column(key="state", label=_("State"), kind="badge", order_by=("state",), phone="side"),
        tables.Column(key="source", label=_("Came from"), order_by=("source",)),
        tables.Column(key="track", label=_("Track"), order_by=("track",)),
        tables.Column(key="nominator", label=_("Nominated by"), kind="person", order_by=("nominator__name",)),
        tables.Column(key="sent", label=_("Sent"), kind="day", order_by=("submitted_at",), descending_first=True),
    )
    get = request.GET
    narrowed = {name: get.get(name, "")[:40] for name in LABELS}
    rows = nominations_in(scope, fate=get.get("fate", ""), month=get.get("month", "")[:7], **narrowed)
    rows = rows.filter(pk__in=nominations_visible_to(scope.reader).values("pk")).select_related("account", "nominator")
    sort = tables.chosen_sort(request, shown, default="-sent")
    return Listing(
        title=_("Nominations"),
        lead=_("Sent in this period."),
        columns=shown,
        rows=rows.order_by(*sort.order_by),
        lines=lambda some: [_row(each) for each in some],
        sort=sort,
        filters=(
            *filters_of(scope, names, FILTERS),
            _menu("fate", _("What became of it"), FATE_WORDS.items()),
            *(_menu(name, HEADS[name], words.items()) for name, words in LABELS.items()),
        ),
        empty=tables.Empty(title=_("None of this kind in this period")),
    )


def _menu(key: str, label: Words, pairs: Iterable[tuple[str, Words]]) -> tables.Filter:
    return tables.Filter(key=key, label=label, options=tuple(tables.Option(code, str(words)) for code, words in pairs))


def _row(each: Any) -> tables.Row:
    return tables.Row(
        (
            tables.Link(each.account.name, reverse("recruiting:nomination", args=[each.number]), each.reference),
            badge_of(each),
            each.get_source_display(),
            str(TRACK_LABELS.get(each.track, "")),
            Person(name=each.nominator.name, id=each.nominator_id),
            each.submitted_at,
        )
    )
