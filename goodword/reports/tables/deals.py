"""How the deals of requests ended, beside all others, said as carefully as such figures deserve."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.kernel.text import Words
from goodword.reports.access import can_compare_deals
from goodword.reports.kinds.figures import Bar, Block, Cell, Chart, Figures, Key, Line, Tone, stacked
from goodword.reports.queries import deals
from goodword.reports.queries.asked_for import DEAL_RESULTS, LOST, OPEN, WON
from goodword.reports.queries.deals import Ended
from goodword.reports.queries.scope import Scope
from goodword.reports.tables.bar import behind
from goodword.reports.tables.groups import FEW, count, likely, percent

WORDS: Final[Mapping[str, Words]] = {WON: gettext_lazy("Won"), LOST: gettext_lazy("Lost"), OPEN: gettext_lazy("Still open")}
TONES: Final[Mapping[str, Tone]] = {WON: "good", LOST: "stop", OPEN: "slate"}
WITH, WITHOUT = "with", "without"


def blocks(rows: QuerySet[Any], scope: Scope) -> tuple[Block, ...]:
    """What became of the deals; and, for who sees them all, beside the deals without a reference."""
    ended = deals.of_requests(rows)
    own = (_own(ended, scope),) if sum(ended.counts.values()) else ()
    return (*own, _compared(scope)) if can_compare_deals(scope.reader) else own


def _own(ended: Ended, scope: Scope) -> Block:
    most = sum(ended.counts.values())
    urls = {end: behind(scope, "requests", deal=end) for end in DEAL_RESULTS}
    pieces = (
        (ended.counts[end], TONES[end], f"{WORDS[end]}: {ended.counts[end]}", urls[end], str(ended.counts[end])) for end in DEAL_RESULTS
    )
    lines = tuple(
        Line(
            str(WORDS[end]),
            (Cell(count(ended.counts[end]), ended.counts[end], urls[end]), Cell(worth(ended, end), worth(ended, end))),
            urls[end],
        )
        for end in DEAL_RESULTS
    )
    return Block(
        code="deals",
        title=_("Deals these requests were made for"),
        chart=Chart(label=_("How the deals stand"), bars=(Bar(_("Deals"), stacked(pieces, most=most), str(most)),), keys=keys()),
        figures=Figures(heads=(_("The deal is"), _("Deals"), _("Worth")), lines=lines),
        notes=(_("A deal with several requests counts once."),),
    )


def keys() -> tuple[Key, ...]:
    """What the tones of deals stand for."""
    return tuple(Key(TONES[end], WORDS[end]) for end in DEAL_RESULTS)


def worth(ended: Ended, end: str) -> str:
    """What the deals of one end are worth, each currency by itself: nobody adds them up."""
    amounts = sorted(ended.worth[end].items(), key=lambda each: -each[1])
    return ", ".join(f"{number_format(amount, 0, force_grouping=True)} {currency}".strip() for currency, amount in amounts)


def _compared(scope: Scope) -> Block:
    both = dict(zip((WITH, WITHOUT), deals.compared(scope), strict=True))
    words = {WITH: _("With a reference"), WITHOUT: _("Without")}
    most = max((each.decided for each in both.values()), default=0)
    bars, lines = [], []
    for side, each in both.items():
        urls = {end: behind(scope, "deals", reference=side, deal=end, without=("team", "region", "kind", "family")) for end in DEAL_RESULTS}
        ends = (WON, LOST)
        pieces = (
            (each.counts[end], TONES[end], f"{words[side]}, {WORDS[end]}: {each.counts[end]}", urls[end], str(each.counts[end]))
            for end in ends
        )
        bars.append(Bar(words[side], stacked(pieces, most=most), percent(each.won, each.decided)))
        cells = (Cell(count(each.counts[end]), each.counts[end], urls[end]) for end in DEAL_RESULTS)
        share = Cell(percent(each.won, each.decided), round(each.won / each.decided, 3) if each.decided else None)
        low, high = likely(each.won, each.decided)
        range_ = _("%(low)s to %(high)s %%") % {"low": low, "high": high} if each.decided else ""
        lines.append(Line(words[side], (*cells, share, Cell(range_, range_), Cell(worth(each, WON), worth(each, WON)))))
    heads = (
        _("Deals that close in the period"),
        *(WORDS[end] for end in DEAL_RESULTS),
        _("Won, of those decided"),
        _("Likely between"),
        _("Won, worth"),
    )
    return Block(
        code="compared",
        title=_("Deals with a reference, and without"),
        lead=_verdict(both[WITH], both[WITHOUT]),
        chart=Chart(label=_("Won and lost deals, with a reference and without"), bars=tuple(bars), keys=keys()[:2]),
        figures=Figures(heads=heads, lines=tuple(lines)),
        notes=(
            _(
                "Sellers ask for a reference when a deal is well on its way. So these deals differ from the others before anybody"
                " spoke, and a difference is no proof that the reference made it."
            ),
            _("All deals that close in the period count, whatever team, region or kind is chosen above."),
        ),
    )


def _verdict(heard: Ended, others: Ended) -> str:
    """What the comparison says, and whether it may be chance."""
    if not heard.decided or not others.decided:
        return _("There is nothing to compare yet: on one side no deal is decided.")
    said = {
        "heard": percent(heard.won, heard.decided),
        "others": percent(others.won, others.decided),
        "n": heard.decided,
        "of": others.decided,
    }
    found = _("Of %(n)s decided deals with a reference %(heard)s were won, of %(of)s without %(others)s.") % said
    if min(heard.decided, others.decided) < FEW:
        return f"{found} " + _("That is few deals: one more or less moves the figure, so take it as a story, not as a rate.")
    (low, high), (other_low, other_high) = likely(heard.won, heard.decided), likely(others.won, others.decided)
    if low <= other_high and other_low <= high:
        return f"{found} " + _("The two ranges overlap, so this difference may be chance.")
    return f"{found} " + _("The difference is larger than chance alone would make it.")
