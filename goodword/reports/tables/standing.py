"""How open requests stand, and for how long already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.kernel.text import Words
from goodword.reports.kinds.figures import Block, Empty, Report, Tone
from goodword.reports.queries import asked_for
from goodword.reports.queries.asked_for import AGES, age_code
from goodword.reports.queries.scope import Scope
from goodword.reports.tables import stacks
from goodword.reports.tables.ages import age_words
from goodword.reports.tables.bar import Names, behind
from goodword.reports.tables.stacks import Piled, Stacks
from goodword.requests.states import RequestState
from goodword.ui.navigation import address

TONES: Final[tuple[Tone, ...]] = ("good", "moss", "sand", "care", "stop")


def report(request: HttpRequest, scope: Scope, names: Names) -> Report:
    """The page of what is in work."""
    del request, names
    groups = asked_for.ages(asked_for.requests_in(scope), scope)
    piles = [Piled(group.code, str(RequestState(group.code).label), group.counts) for group in groups]
    total = sum(pile.total for pile in piles)
    oldest = sum(pile.counts.get(age_code(AGES[-1]), 0) for pile in piles)
    words: Mapping[str, Words] = {age_code(age): age_words(age) for age in AGES}

    def url(code: str | None, part: str | None) -> str:
        states = {"state": code} if code else {"open": "yes"}
        return behind(
            scope, "requests", without=("period",), period=scope.get.get("period") or "all", **states, **({"age": part} if part else {})
        )

    of = Stacks(
        words=words,
        tones=dict(zip(words, TONES, strict=True)),
        url=url,
        label=_("Open requests by state, and how long they have been in it"),
        head=_("State"),
    )
    open_words = ngettext("%(n)s request is open.", "%(n)s requests are open.", total) % {"n": total}
    old = ngettext("%(n)s has not moved for 60 days and more.", "%(n)s have not moved for 60 days and more.", oldest) % {"n": oldest}
    return Report(
        title=_("Requests now"),
        lead=_("Every request that is still open, by its state and by how long it has been in it."),
        sentences=(open_words, *((old,) if oldest else ())) if total else (),
        filters=("team", "region", "kind", "family"),
        empty=None
        if total
        else Empty(
            title=_("Nothing is open"),
            text=_("Requests stand here from the moment they are sent until they are over."),
            url=address("requests:new"),
            step=_("Ask for a customer"),
        ),
        blocks=(Block(code="states", title=_("By state"), chart=stacks.chart(piles, of), figures=stacks.figures(piles, of)),)
        if total
        else (),
    )
