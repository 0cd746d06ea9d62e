"""How long requests take: to the first customer put forward, to a customer's yes, and until it took place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import F, Min, OuterRef, Q, QuerySet, Subquery

from goodword.journal.models import Entry, Subject
from goodword.reports.queries.asked_for import NONE, requests_in, where_wanted
from goodword.reports.queries.scope import Scope

FIRST, YES, DONE = "first", "yes", "done"
MEASURES: Final = (FIRST, YES, DONE)
_VERBS: Final = {
    FIRST: ("candidate.suggested", "candidate.held", "candidate.asked"),
    YES: ("candidate.accepted",),
    DONE: ("request.completed",),
}
# How long it took, in days: from, and up to but not including.
SPANS: Final = ((0, 1), (1, 3), (3, 7), (7, 14), (14, 30), (30, 60), (60, None))
DAY: Final = timedelta(days=1)


@dataclass
class Times:
    """How many days each request of one group took, of those that came so far."""

    code: str
    n: int = 0
    days: dict[str, list[float]] = field(default_factory=lambda: {measure: [] for measure in MEASURES})


def times(scope: Scope, *, by: str) -> list[Times]:
    """The days that the requests of each team, kind, region or fiscal quarter took: two statements however many there are."""
    rows = requests_in(scope).annotate(
        group={"team": F("team__code"), "kind": F("kind"), "region": where_wanted(), "quarter": F("kind")}[by]
    )
    listed: list[tuple[int, Any, Any]] = list(rows.order_by().values_list("pk", "group", "submitted_at"))
    reached = _reached(rows)
    found: dict[str, Times] = {}
    for pk, group, sent in listed:
        code = scope.quarter_of(sent.astimezone(scope.now.zone).date()).label if by == "quarter" else group or NONE
        times_of = found.setdefault(code, Times(code))
        times_of.n += 1
        for measure, at in zip(MEASURES, reached.get(pk, ()), strict=False):
            if at is not None:
                times_of.days[measure].append(max((at - sent) / DAY, 0.0))
    return list(found.values())


def _reached(rows: QuerySet[Any]) -> dict[int, tuple[datetime | None, ...]]:
    """When each request first came to each of the three."""
    about = Subject.objects.filter(kind="referencerequest", object_id__in=rows.order_by().values("pk"))
    every = [verb for verbs in _VERBS.values() for verb in verbs]
    firsts = {f"{measure}_at": Min("entry__at", filter=Q(entry__verb__in=_VERBS[measure])) for measure in MEASURES}
    counted: QuerySet[Any, Any] = about.filter(entry__verb__in=every).order_by().values("object_id").annotate(**firsts)
    return {row["object_id"]: tuple(row[f"{measure}_at"] for measure in MEASURES) for row in counted}


def took(rows: QuerySet[Any], measure: str, span: str) -> QuerySet[Any]:
    """Those of some requests that took so long, or that came so far at all; `never`: those that did not."""
    if measure not in MEASURES:
        return rows
    entries = Entry.objects.filter(verb__in=_VERBS[measure], subjects__kind="referencerequest", subjects__object_id=OuterRef("pk"))
    rows = rows.annotate(reached_at=Subquery(entries.order_by("at").values("at")[:1]))
    if span == "never":
        return rows.filter(reached_at=None)
    rows = rows.exclude(reached_at=None)
    wanted = next((each for each in SPANS if span_code(each) == span), None)
    if wanted is None:
        return rows
    frm, to = wanted
    if frm:
        rows = rows.filter(reached_at__gte=F("submitted_at") + frm * DAY)
    return rows.filter(reached_at__lt=F("submitted_at") + to * DAY) if to is not None else rows


def span_code(span: tuple[int, int | None]) -> str:
    """The code of a span."""
    return f"{span[0]}-{span[1]}" if span[1] is not None else f"{span[0]}-"


def span_of(days: float) -> str:
    """The code of the span that so many days lie in."""
    return next(span_code(span) for span in SPANS if span[1] is None or days < span[1])


def percentile(values: Sequence[float], share: float) -> float | None:
    """The value below which so large a share of the values lies, between two neighbours in proportion; nothing of nothing."""
    if not values:
        return None
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
