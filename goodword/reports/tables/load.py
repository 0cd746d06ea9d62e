"""How much is asked of each customer, month by month, beside what it is comfortable with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodword.kernel.references import member_number
from goodword.kernel.text import Words
from goodword.reports.kinds.figures import Block, Empty, Report, Tab
from goodword.reports.queries import load
from goodword.reports.queries.load import Slot
from goodword.reports.queries.scope import Scope
from goodword.reports.tables.asks import PLACES
from goodword.reports.tables.bar import Names, behind, chosen_of
from goodword.ui import pages
from goodword.ui.exports import LINES_AT_ONCE, Sheet
from goodword.ui.navigation import address

BY: Final[dict[str, Words]] = {"month": gettext_lazy("By month"), "quarter": gettext_lazy("By quarter")}
OVER: Final = "over"
# From which share of what a customer is comfortable with in a year on a month is drawn darker.
LEVELS: Final = (0.0, 0.1, 0.25, 0.5)
PER_PAGE: Final = 25


@dataclass(frozen=True, slots=True)
class Box:
    """One month or quarter of one customer, as it is drawn."""

    left: str
    middle: str
    wide: str
    level: int
    words: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Strip:
    """One customer: its name, its boxes, and what they add up to."""

    name: str
    url: str
    note: str
    boxes: tuple[Box, ...]
    asks: int
    asks_url: str
    effort: str
    over: str
    rest: str


@dataclass(frozen=True, slots=True)
class Strips:
    """A page of customers under the heads of their months."""

    heads: tuple[tuple[str, str], ...]
    rows: tuple[Strip, ...]
    page: pages.Page
    levels: tuple[tuple[int, str], ...]


def report(request: HttpRequest, scope: Scope, names: Names) -> Report:
    """The page of load."""
    del names
    by = chosen_of(request, "by", BY)
    slots = load.quarters_of(scope) if by == "quarter" else load.months_of(scope)
    every = load.loads(scope, slots)
    only_over = request.GET.get("show", "") == OVER
    rows = (every.filter(over__gt=0) if only_over else every).order_by("-over", "-effort", "account__search_name", "account_id")
    total, over = every.count(), every.filter(over__gt=0).count()
    page = pages.paged(request, rows, per_page=PER_PAGE, total=over if only_over else total)
    words = [_slot_words(slot, scope, by) for slot in slots]
    strips = Strips(
        heads=tuple((f"{100 * (place + 0.5) / len(slots):.2f}%", text) for place, (text, _long) in enumerate(words)),
        rows=tuple(_strips(page.rows, scope, slots, [long for _short, long in words])),
        page=page,
        levels=tuple(_levels()),
    )
    tabs = [Tab(label, pages.link(request, by=None if code == "month" else code), code == by) for code, label in BY.items()]
    label = _("Over-asked only (%(n)s)") % {"n": over}
    tabs.append(Tab(label, pages.link(request, show=None if only_over else OVER), only_over))
    return Report(
        title=_("Load"),
        lead=_("How often each customer was asked in twelve months, with how much effort, beside what it is comfortable with in a year."),
        sentences=_sentences(total, over),
        cautions=_cautions(scope),
        tabs=tuple(tabs),
        filters=("region", "family"),
        empty=None
        if total
        else Empty(
            title=_("Nobody was asked in twelve months"),
            text=_("Every ask of a customer is counted here with its effort, whatever the answer."),
            url=address("desk:find"),
            step=_("Find a reference"),
        ),
        blocks=(
            Block(
                code="load",
                title=_("Most over what they are comfortable with first"),
                strips=strips,
                sheet=lambda: _sheet(rows, scope, slots, words),
            ),
        )
        if total
        else (),
    )


def _sentences(total: int, over: int) -> tuple[str, ...]:
    if not total:
        return ()
    asked = ngettext("%(n)s customer was asked.", "%(n)s customers were asked.", total) % {"n": total}
    if not over:
        return (asked, _("Nobody gave more than they are comfortable with."))
    return (
        asked,
        ngettext("%(n)s gave more than it is comfortable with.", "%(n)s gave more than they are comfortable with.", over) % {"n": over},
    )


def _cautions(scope: Scope) -> tuple[str, ...]:
    if not scope.families:
        return ()
    return (_("Only the chosen activities are counted. What a customer is comfortable with is meant for all of them together."),)


def _levels() -> Iterator[tuple[int, str]]:
    yield 0, _("none")
    for place, low in enumerate(LEVELS):
        high = LEVELS[place + 1] if place + 1 < len(LEVELS) else None
        words = _("up to %(high)s %%") if high is not None else _("more than %(low)s %%")
        yield place + 1, words % {"low": round(100 * low), "high": round(100 * (high or 0))}


def _slot_words(slot: Slot, scope: Scope, by: str) -> tuple[str, str]:
    if by == "quarter":
        label = scope.quarter_of(slot.start).label
        return label, label
    return date_format(slot.start, "M"), date_format(slot.start, "F Y")


def _strips(rows: Sequence[Any], scope: Scope, slots: Sequence[Slot], words: Sequence[str]) -> Iterator[Strip]:
    ids = [row["account_id"] for row in rows]
    found, closest = load.by_slot(ids, scope, slots), load.closest(ids, scope, slots)
    width = 100 / len(slots)
    for row in rows:
        pk, most = row["account_id"], row["most"]
        boxes = []
        for place, (slot, (asks, effort)) in enumerate(zip(slots, found[pk], strict=True)):
            days = {"from": slot.start.isoformat(), "to": load.last_day(slot).isoformat()}
            said = ngettext("%(month)s: %(n)s ask, effort %(effort)s", "%(month)s: %(n)s asks, effort %(effort)s", asks)
            boxes.append(
                Box(
                    f"{place * width:.2f}%",
                    f"{(place + 0.5) * width:.2f}%",
                    f"{width:.2f}%",
                    sum(effort > level * most for level in LEVELS),
                    f"{row['account__name']}, {said % {'month': words[place], 'n': asks, 'effort': effort}}",
                    str(asks) if asks else "",
                    behind(scope, "asks", without=("period", "team", "kind"), account=pk, of=PLACES, **days) if asks else "",
                )
            )
        whole = {"from": slots[0].start.isoformat(), "to": load.last_day(slots[-1]).isoformat()}
        yield Strip(
            row["account__name"],
            reverse("desk:account", args=[pk]),
            ", ".join(filter(None, (row["account__region__name"], row["account__owner__name"]))),
            tuple(boxes),
            row["asks"],
            behind(scope, "asks", without=("period", "team", "kind"), account=pk, of=PLACES, **whole),
            _("%(effort)s of %(most)s") % {"effort": row["effort"], "most": most},
            _("%(n)s over") % {"n": row["over"]} if row["over"] > 0 else "",
            _rest(row["account__member__comfort_days"], closest.get(pk)),
        )


def _rest(wanted: int | None, closest: int | None) -> str:
    """That two asks came closer to each other than the customer likes."""
    if wanted is None or closest is None or closest >= wanted:
        return ""
    if closest == 0:
        return _("Asked twice on one day, likes %(wanted)s days of rest") % {"wanted": wanted}
    words = ngettext(
        "Asked again after %(closest)s day, likes %(wanted)s days of rest",
        "Asked again after %(closest)s days, likes %(wanted)s days of rest",
        closest,
    )
    return words % {"closest": closest, "wanted": wanted}


def _sheet(rows: Any, scope: Scope, slots: Sequence[Slot], words: Sequence[tuple[str, str]]) -> Sheet:
    heads = (
        _("Customer"),
        _("Reference ID"),
        _("Region"),
        _("Owner"),
        _("Asks"),
        _("Effort"),
        _("Comfortable with"),
        _("Over by"),
        _("Closest asks, days"),
        _("Likes, days"),
        *(_("Effort %(month)s") % {"month": long} for _short, long in words),
    )

    def written() -> Iterator[Sequence[Any]]:
        every, done = list(rows), 0
        while some := every[done : done + LINES_AT_ONCE]:
            ids = [row["account_id"] for row in some]
            found, closest = load.by_slot(ids, scope, slots), load.closest(ids, scope, slots)
            for row in some:
                pk, number = row["account_id"], row["account__member__number"]
                yield (
                    row["account__name"],
                    member_number(number) if number else "",
                    row["account__region__name"],
                    row["account__owner__name"],
                    row["asks"],
                    row["effort"],
                    row["most"],
                    max(row["over"], 0),
                    closest.get(pk),
                    row["account__member__comfort_days"],
                    *(effort for _asks, effort in found[pk]),
                )
            done += LINES_AT_ONCE

    return Sheet(name=_("Load"), heads=heads, total=rows.count(), rows=written)
