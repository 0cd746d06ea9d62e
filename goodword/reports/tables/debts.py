"""Who owes an outcome, and whose next request waits because of it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.reports.kinds.figures import Block, Cell, Figures, Line
from goodword.reports.queries.debts import debts
from goodword.reports.queries.scope import Scope
from goodword.reports.tables.bar import Names, behind
from goodword.reports.tables.groups import count
from goodword.ui.dates import day_words
from goodword.ui.exports import Sheet

SHOWN = 20


def blocks(scope: Scope, names: Names) -> tuple[Block, ...]:
    """The outcomes that are due and not said; nothing when none is."""
    found = debts(scope)
    if not found:
        return ()
    most = scope.now.numbers.outcome_debt
    held = _("The next one waits for a decision")
    lines = tuple(
        Line(
            each.name,
            (
                Cell(names.group("kind", each.kind), names.group("kind", each.kind)),
                Cell(count(each.n), each.n, behind(scope, "requests", result="owed", kind=each.kind, requester=each.person_id)),
                Cell(day_words(each.since, today=scope.today), each.since.astimezone(scope.now.zone).date()),
                Cell(held if each.holds else "", held if each.holds else ""),
            ),
        )
        for each in found
    )
    heads = (_("Asked by"), _("Kind"), _("Due"), _("Since"), _("And so"))
    if scope.now.numbers.outcome_debt_per == "kind":
        words = ngettext(
            "Whoever owes %(n)s outcome of one kind has their next request of that kind held for a decision.",
            "Whoever owes %(n)s outcomes of one kind has their next request of that kind held for a decision.",
            most,
        )
    else:
        words = ngettext(
            "Whoever owes %(n)s outcome has their next request held for a decision.",
            "Whoever owes %(n)s outcomes has their next request held for a decision.",
            most,
        )
    return (
        Block(
            code="debts",
            title=_("Who owes an outcome"),
            lead=words % {"n": most},
            figures=Figures(heads=heads, lines=lines[:SHOWN]),
            sheet=lambda: Sheet(
                name=_("Who owes an outcome"),
                heads=heads,
                total=len(lines),
                rows=lambda: ([line.label, *(cell.value for cell in line.cells)] for line in lines),
            ),
            notes=(_("And %(n)s more, in the file.") % {"n": len(lines) - SHOWN},) if len(lines) > SHOWN else (),
        ),
    )
