"""How long requests take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodword.kernel.text import Words
from goodword.reports.kinds.figures import Block, Cell, Chart, Empty, Figures, Line, Report, Tone
from goodword.reports.queries import speed
from goodword.reports.queries.scope import Scope
from goodword.reports.queries.speed import DONE, FIRST, MEASURES, SPANS, YES, Times, percentile, span_code, span_of
from goodword.reports.tables import stacks
from goodword.reports.tables.ages import span_words
from goodword.reports.tables.bar import Names, behind, chosen_of, in_group, tabs_of
from goodword.reports.tables.groups import FEW, count, in_order
from goodword.reports.tables.outcomes import BY as BY_OF_REQUESTS
from goodword.reports.tables.outcomes import HEADS
from goodword.reports.tables.stacks import Piled, Stacks
from goodword.ui.navigation import address

WORDS: Final[Mapping[str, Words]] = {
    FIRST: gettext_lazy("To the first customer put forward"),
    YES: gettext_lazy("To a customer's yes"),
    DONE: gettext_lazy("Until it took place"),
}
BY: Final = {code: BY_OF_REQUESTS[code] for code in ("kind", "team", "quarter", "region")}
TONES: Final[tuple[Tone, ...]] = ("good", "moss", "accent", "slate", "sand", "care", "stop")
MEDIAN, LATE = 0.5, 0.9


def report(request: HttpRequest, scope: Scope, names: Names) -> Report:
    """The page of times."""
    by, measure = chosen_of(request, "by", BY), chosen_of(request, "measure", MEASURES)
    groups = in_order(speed.times(scope, by=by), by, names)
    every = [days for group in groups for days in group.days[measure]]
    total = sum(group.n for group in groups)
    tabs = (*tabs_of(request, "measure", WORDS, measure), *tabs_of(request, "by", BY, by))
    return Report(
        title=_("Speed"),
        lead=_("How many days the requests of this period took: half of them no longer than the median, nine of ten no longer than that."),
        sentences=_sentences(every, measure),
        cautions=(_("That is few requests: a single one moves these figures."),) if every and len(every) < FEW else (),
        tabs=tabs,
        empty=None
        if total
        else Empty(
            title=_("No request was sent in this period"),
            text=_("From sending to the first customer, to a yes, and until it took place: all that is measured here."),
            url=address("requests:new"),
            step=_("Ask for a customer"),
        ),
        blocks=(_spread(groups, measure, by, scope, names), _figures(groups, by, scope, names)) if total else (),
    )


def _sentences(every: list[float], measure: str) -> tuple[str, ...]:
    median, late = percentile(every, MEDIAN), percentile(every, LATE)
    if median is None or late is None:
        return ()
    said = {"median": days_words(median), "late": days_words(late), "n": count(len(every))}
    words = {
        FIRST: _("Half of %(n)s requests had a first customer within %(median)s, nine of ten within %(late)s."),
        YES: _("Half of %(n)s requests had a customer's yes within %(median)s, nine of ten within %(late)s."),
        DONE: _("Half of %(n)s requests were done within %(median)s, nine of ten within %(late)s."),
    }
    return (words[measure] % said,)


def days_words(days: float) -> str:
    """So many days in words: "6.5 days"."""
    return ngettext("%(n)s day", "%(n)s days", 1 if days == 1 else 2) % {"n": number_format(days, 1)}


def _spread(groups: list[Times], measure: str, by: str, scope: Scope, names: Names) -> Block:
    """How the times are spread: one bar a group, cut at the spans."""

    def url(code: str | None, part: str | None) -> str:
        more = {"measure": measure, "took": part or "any"}
        return behind(scope, "requests", **more) if code is None else in_group(scope, "requests", by, code, **more)

    of = Stacks(
        words={span_code(span): span_words(span) for span in SPANS},
        tones={span_code(span): tone for span, tone in zip(SPANS, TONES, strict=True)},
        url=url,
        label=str(WORDS[measure]),
        head=HEADS[by],
    )
    piles = [Piled(group.code, names.group(by, group.code), Counter(span_of(days) for days in group.days[measure])) for group in groups]
    piles = [pile for pile in piles if pile.total]
    chart: Chart | None = stacks.chart(piles, of) if piles else None
    note = _("Of none it is known yet.") if not piles else ""
    return Block(
        code="spread",
        title=WORDS[measure],
        chart=chart,
        figures=stacks.figures(piles, of) if piles else None,
        notes=(note,) if note else (),
    )


def _figures(groups: list[Times], by: str, scope: Scope, names: Names) -> Block:
    lines = []
    for group in groups:
        cells = [Cell(count(group.n), group.n, in_group(scope, "requests", by, group.code))]
        for measure in MEASURES:
            url = in_group(scope, "requests", by, group.code, measure=measure, took="any")
            for share in (MEDIAN, LATE):
                days = percentile(group.days[measure], share)
                cells.append(Cell("", None) if days is None else Cell(number_format(days, 1), round(days, 2), url))
        lines.append(Line(names.group(by, group.code), tuple(cells), in_group(scope, "requests", by, group.code)))
    heads: list[Words] = [HEADS[by], _("Requests")]
    for measure in MEASURES:
        heads += [_("%(what)s: median") % {"what": WORDS[measure]}, _("%(what)s: nine of ten") % {"what": WORDS[measure]}]
    return Block(code="times", title=_("Days, median and nine of ten"), figures=Figures(heads=tuple(heads), lines=tuple(lines)))
