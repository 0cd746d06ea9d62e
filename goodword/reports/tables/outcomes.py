"""Outcomes: what came of requests, in the words of those who asked and of the customers, and how their deals ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodword.kernel.text import Words
from goodword.reports.kinds.figures import Block, Cell, Empty, Report, Tone
from goodword.reports.queries import asked_for
from goodword.reports.queries.asked_for import DID_NOT, HELPED, RESULTS, UNKNOWN, UNREPORTED, Group
from goodword.reports.queries.scope import Scope
from goodword.reports.tables import deals, debts, feedback, stacks
from goodword.reports.tables.bar import Names, behind, chosen_of, in_group, tabs_of
from goodword.reports.tables.groups import in_order
from goodword.reports.tables.stacks import Piled, Stacks
from goodword.ui.navigation import address

WORDS: Final[Mapping[str, Words]] = {
    HELPED: gettext_lazy("It helped"),
    DID_NOT: gettext_lazy("It did not help"),
    UNKNOWN: gettext_lazy("Too early to say"),
    UNREPORTED: gettext_lazy("Nobody has said"),
}
TONES: Final[Mapping[str, Tone]] = {HELPED: "good", DID_NOT: "stop", UNKNOWN: "slate", UNREPORTED: "care"}
BY: Final[Mapping[str, Words]] = {
    "team": gettext_lazy("By team"),
    "kind": gettext_lazy("By kind"),
    "quarter": gettext_lazy("By quarter"),
    "region": gettext_lazy("By region"),
}
HEADS: Final[Mapping[str, Words]] = {
    "team": gettext_lazy("Team"),
    "kind": gettext_lazy("Kind"),
    "quarter": gettext_lazy("Quarter"),
    "region": gettext_lazy("Region"),
}


def report(request: HttpRequest, scope: Scope, names: Names) -> Report:
    """The page of outcomes."""
    by = chosen_of(request, "by", BY)
    rows = asked_for.with_result(asked_for.requests_in(scope))
    groups = in_order(asked_for.grouped(rows.exclude(result=""), by=by, what="result", scope=scope), by, names)
    sums = {result: sum(group.counts.get(result, 0) for group in groups) for result in RESULTS}
    total = sum(sums.values())
    ask = Empty(
        title=_("No request has come to an end yet"),
        text=_("Once a call or an event took place, whoever asked says in one click whether it helped, and it is counted here."),
        url=address("requests:new"),
        step=_("Ask for a customer"),
    )
    return Report(
        title=_("Outcomes"),
        lead=_("What came of the requests that were sent in this period."),
        sentences=_sentences(sums, total),
        tabs=tabs_of(request, "by", BY, by),
        empty=None if total else ask,
        blocks=(
            _block(groups, by=by, scope=scope, names=names),
            *deals.blocks(rows, scope),
            *feedback.blocks(scope),
            *debts.blocks(scope, names),
        ),
    )


def _sentences(sums: Mapping[str, int], total: int) -> tuple[str, ...]:
    if not total:
        return ()
    said = sums[HELPED] + sums[DID_NOT] + sums[UNKNOWN]
    heard = ngettext("Of %(said)s request whose outcome was said", "Of %(said)s requests whose outcome was said", said)
    helped = ngettext("%(n)s helped", "%(n)s helped", sums[HELPED])
    first = _("%(of)s, %(helped)s.") % {"of": heard % {"said": said}, "helped": helped % {"n": sums[HELPED]}}
    owed = ngettext("Of %(n)s that is over nobody has said it yet.", "Of %(n)s that are over nobody has said it yet.", sums[UNREPORTED])
    return (first, owed % {"n": sums[UNREPORTED]}) if sums[UNREPORTED] else (first,)


def _block(groups: list[Group], *, by: str, scope: Scope, names: Names) -> Block:
    def url(code: str | None, part: str | None) -> str:
        result = part or "any"
        return behind(scope, "requests", result=result) if code is None else in_group(scope, "requests", by, code, result=result)

    of = Stacks(
        words=WORDS,
        tones=TONES,
        url=url,
        label=_("What came of requests"),
        head=HEADS[by],
        more=((_("Helped, of those that could tell"), _share),),
    )
    piles = [Piled(group.code, names.group(by, group.code), group.counts) for group in groups]
    return Block(
        code="outcomes",
        title=BY[by],
        chart=stacks.chart(piles, of),
        figures=stacks.figures(piles, of),
        notes=(_("A request counts once: with several customers, its best outcome stands."),),
    )


def _share(counts: Mapping[str, int]) -> Cell:
    """How many helped among those of which one could tell; no percentage of next to nothing."""
    told = counts.get(HELPED, 0) + counts.get(DID_NOT, 0)
    if not told:
        return Cell("", None)
    words = _("%(n)s of %(of)s") % {"n": counts.get(HELPED, 0), "of": told}
    return Cell(words, round(counts.get(HELPED, 0) / told, 3))
