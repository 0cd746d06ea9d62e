"""How often customers say yes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.kinds import ActivityType
from goodword.kernel.text import Words
from goodword.reports.kinds.figures import Block, Cell, Empty, Report
from goodword.reports.queries import asks
from goodword.reports.queries.asked_for import NONE
from goodword.reports.queries.asks import WAITING, YES, Answered
from goodword.reports.queries.scope import Scope
from goodword.reports.tables import stacks
from goodword.reports.tables.asks import TONES, WORDS
from goodword.reports.tables.bar import Names, behind, chosen_of, in_group, tabs_of
from goodword.reports.tables.groups import FEW, count, likely, percent
from goodword.reports.tables.listing import Listing
from goodword.reports.tables.stacks import Piled, Stacks
from goodword.ui import tables
from goodword.ui.exports import Sheet
from goodword.ui.navigation import address

BY: Final[Mapping[str, Words]] = {
    "activity": gettext_lazy("By activity"),
    "region": gettext_lazy("By region"),
    "owner": gettext_lazy("By owner"),
    "quarter": gettext_lazy("By quarter"),
    "account": gettext_lazy("By customer"),
}
HEADS: Final[Mapping[str, Words]] = {
    "activity": gettext_lazy("Activity"),
    "region": gettext_lazy("Region"),
    "owner": gettext_lazy("Owner"),
    "quarter": gettext_lazy("Quarter"),
}
SHOWN: Final = 40


def report(request: HttpRequest, scope: Scope, names: Names) -> Report:
    """The page of answers."""
    by = chosen_of(request, "by", BY)
    rows = asks.asks_in(scope)
    totals = asks.totals(rows)
    total, waiting, yes = sum(totals.values()), totals.get(WAITING, 0), totals.get(YES, 0)
    blocks = (
        ()
        if not total
        else (_by_customer(request, rows),)
        if by == "account"
        else (_block(asks.answered(rows, by=by, scope=scope), by, scope, names),)
    )
    return Report(
        title=_("Acceptance"),
        lead=_("How often customers said yes, of all that were asked in this period and whose answer is known."),
        sentences=_sentences(yes, total - waiting, waiting),
        tabs=tabs_of(request, "by", BY, by),
        empty=None
        if total
        else Empty(
            title=_("Nobody was asked in this period"),
            text=_("Every ask is counted here with its answer: yes, no, or none."),
            url=address("desk:find"),
            step=_("Find a reference"),
        ),
        blocks=blocks,
    )


def _sentences(yes: int, settled: int, waiting: int) -> tuple[str, ...]:
    if not settled:
        return ()
    said = {"yes": count(yes), "n": count(settled), "share": percent(yes, settled)}
    found = [_("%(yes)s of %(n)s asks were answered with yes: %(share)s.") % said]
    if settled < FEW:
        low, high = likely(yes, settled)
        found.append(_("That is few: the true share may lie anywhere from %(low)s to %(high)s %%.") % {"low": low, "high": high})
    if waiting:
        found.append(_("%(n)s not answered yet are left out.") % {"n": count(waiting)})
    return tuple(found)


def _block(groups: list[Answered], by: str, scope: Scope, names: Names) -> Block:
    piles = [Piled(group.code, _label(group, by, names), group.counts) for group in groups]
    piles.sort(key=lambda pile: pile.code if by == "quarter" else (pile.code == NONE, -pile.total, pile.label))

    def url(code: str | None, part: str | None) -> str:
        more = {} if part is None else {"said": part}
        return behind(scope, "asks", **more) if code is None else in_group(scope, "asks", by, code, **more)

    of = Stacks(
        words=WORDS, tones=TONES, url=url, label=_("How customers answered"), head=HEADS[by], more=((_("Yes, of those answered"), _rate),)
    )
    figures = stacks.figures(piles, of)
    cut = len(piles) > SHOWN
    shown = stacks.figures(piles[:SHOWN], of) if cut else figures
    return Block(
        code="answers",
        title=BY[by],
        chart=stacks.chart(piles[:SHOWN], of),
        figures=shown,
        sheet=None
        if not cut
        else lambda: Sheet(
            name=_("Acceptance"),
            heads=figures.heads,
            total=len(figures.lines),
            rows=lambda: ([line.label, *(cell.value for cell in line.cells)] for line in figures.lines),
        ),
        notes=(_("The %(n)s with most asks; all are in the file.") % {"n": SHOWN},) if cut else (),
    )


def _label(group: Answered, by: str, names: Names) -> str:
    if by == "activity":
        return str(ActivityType(group.code).label)
    if by == "owner":
        return group.label or _("No owner")
    return names.group("region", group.code) if by == "region" else group.code


def _rate(counts: Mapping[str, int]) -> Cell:
    settled = sum(counts.values()) - counts.get(WAITING, 0)
    if not settled:
        return Cell("", None)
    yes = counts.get(YES, 0)
    return Cell(_("%(yes)s of %(n)s, %(share)s") % {"yes": yes, "n": settled, "share": percent(yes, settled)}, round(yes / settled, 3))


def _by_customer(request: HttpRequest, rows: Any) -> Block:
    """Each customer by itself: read page by page, for there may be thousands."""
    shown = (
        tables.Column(key="name", label=_("Customer"), kind="link", order_by=("account__search_name",), phone="lead"),
        tables.Column(key="asked", label=_("Asked"), kind="number", order_by=("asked",), descending_first=True),
        tables.Column(key="yes", label=_("Yes"), kind="number", order_by=("accepted",), descending_first=True),
        tables.Column(key="no", label=_("No"), kind="number", order_by=("declined",), descending_first=True),
        tables.Column(key="silent", label=_("No answer"), kind="number", order_by=("no_answer",), descending_first=True),
        tables.Column(key="open", label=_("Not answered yet"), kind="number", order_by=("waiting",), descending_first=True, phone="off"),
        tables.Column(key="rate", label=_("Yes, of those answered"), order_by=("rate",), descending_first=True, phone="side"),
    )
    sort = tables.chosen_sort(request, shown, default="-asked")
    order = [field.replace("pk", "account_id") for field in sort.order_by]

    def line(each: Any) -> tables.Row:
        rate = percent(each["accepted"], each["settled"])
        return tables.Row(
            (
                tables.Link(each["account__name"], reverse("desk:account", args=[each["account_id"]]), each["account__region__name"] or ""),
                each["asked"],
                each["accepted"],
                each["declined"],
                each["no_answer"],
                each["waiting"],
                rate,
            )
        )

    listing = Listing(
        title=_("Acceptance by customer"),
        lead="",
        columns=shown,
        rows=asks.by_account(rows).order_by(*order),
        lines=lambda some: [line(each) for each in some],
        sort=sort,
        filters=(),
        empty=tables.Empty(title=_("Nobody was asked in this period")),
        exported=False,
    )
    return Block(code="customers", title=_("By customer"), listing=listing, sheet=listing.sheet)
