"""What customers answered, and what they wrote beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.reports.kinds.figures import Bar, Block, Cell, Chart, Figures, Key, Line, Tone, stacked
from goodword.reports.queries import feedback
from goodword.reports.queries.asked_for import DID_NOT, HELPED, UNKNOWN
from goodword.reports.queries.scope import Scope
from goodword.reports.tables.bar import behind
from goodword.reports.tables.groups import count

ANSWERS: Final = (HELPED, DID_NOT, UNKNOWN)
TONES: Final[Mapping[str, Tone]] = {HELPED: "good", DID_NOT: "stop", UNKNOWN: "slate"}


def answer_words() -> dict[str, str]:
    """What customers choose among, in the words of their page."""
    return {HELPED: _("It was good"), DID_NOT: _("It was not good"), UNKNOWN: _("Hard to say")}


def blocks(scope: Scope) -> tuple[Block, ...]:
    """The customers' word, when any of them answered."""
    rows = feedback.said_by_customers(scope)
    counts = feedback.counted(rows)
    total = sum(counts.values())
    if not total:
        return ()
    words = answer_words()
    urls = {answer: behind(scope, "feedback", said=answer) for answer in ANSWERS}
    pieces = [
        (counts.get(each, 0), TONES[each], f"{words[each]}: {counts.get(each, 0)}", urls[each], str(counts.get(each, 0)))
        for each in ANSWERS
    ]
    lines = tuple(Line(words[each], (Cell(count(counts.get(each, 0)), counts.get(each, 0), urls[each]),), urls[each]) for each in ANSWERS)
    heard = ngettext("%(n)s customer answered.", "%(n)s customers answered.", total) % {"n": total}
    return (
        Block(
            code="feedback",
            title=_("What customers said"),
            lead=heard,
            chart=Chart(
                label=_("What customers said"),
                bars=(Bar(_("Customers"), stacked(pieces, most=total), str(total)),),
                keys=tuple(Key(TONES[each], words[each]) for each in ANSWERS),
            ),
            figures=Figures(heads=(_("Their answer"), _("Customers")), lines=lines),
            url=behind(scope, "feedback"),
            url_words=_("Read what they wrote"),
        ),
    )
