"""Requests as figures: those that were sent in a period, what came of them, and how they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, TruncMonth

from goodword.customers.kinds import Family
from goodword.customers.models import ListItem
from goodword.kernel.clock import Quarter
from goodword.reports.queries.scope import Scope
from goodword.requests.access import visible_to
from goodword.requests.kinds import KINDS
from goodword.requests.models import Outcome, ReferenceRequest
from goodword.requests.states import REQUEST_OPEN, RequestState

HELPED, DID_NOT, UNKNOWN, UNREPORTED = "helped", "did_not", "unknown", "unreported"
RESULTS: Final = (HELPED, DID_NOT, UNKNOWN, UNREPORTED)
WON, LOST, OPEN = "won", "lost", "open"
DEAL_RESULTS: Final = (WON, LOST, OPEN)
BY: Final = ("team", "kind", "quarter", "region")
# How long a request is in its state, in days: from, and up to but not including.
AGES: Final = ((0, 7), (7, 14), (14, 30), (30, 60), (60, None))
IN_WORK: Final = tuple(str(state) for state in REQUEST_OPEN)
NONE: Final = "none"


def requests_in(scope: Scope) -> QuerySet[ReferenceRequest]:
    """The requests that the reader may know of, sent in the period, of the teams, regions, kinds and families that are asked for."""
    rows = visible_to(scope.reader).exclude(submitted_at=None)
    if scope.first_moment:
        rows = rows.filter(submitted_at__gte=scope.first_moment)
    if scope.end_moment:
        rows = rows.filter(submitted_at__lt=scope.end_moment)
    if scope.teams:
        rows = rows.filter(_any_of("team__code", scope.teams))
    if scope.kinds:
        rows = rows.filter(kind__in=scope.kinds)
    if scope.families:
        rows = rows.filter(_of_families(scope))
    if scope.regions:
        rows = rows.annotate(where=where_wanted()).filter(_any_of("where", scope.regions))
    return rows


def where_wanted() -> Coalesce:
    """The code of the region that a customer is wanted from; where none was named, the region of who asks."""
    return Coalesce("region__code", "requester__region__code")


def _any_of(field: str, codes: Iterable[str]) -> Q:
    """One of some codes; `none` among them means none at all."""
    wanted = Q(**{f"{field}__in": list(codes)})
    return wanted | Q(**{f"{field}__isnull": True}) if NONE in codes else wanted


def _of_families(scope: Scope) -> Q:
    usual = [code for code, kind in KINDS.items() if kind.family in map(Family, scope.families)]
    return Q(activity__in=scope.activities) | Q(activity="", kind__in=usual)


def with_result(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Say of each request what came of it, in the requester's word: the best word where there were several customers.

    Nothing of a request of which nothing came, or not yet; `unreported` of one that is over and of which nobody said it.
    """
    said = Outcome.objects.filter(candidate__reference_request=OuterRef("pk"), by_customer=False)
    whens = [When(Exists(said.filter(result=result)), then=Value(result)) for result in (HELPED, DID_NOT, UNKNOWN)]
    over = When(state=RequestState.COMPLETED, then=Value(UNREPORTED))
    found: QuerySet[Any] = rows.annotate(result=Case(*whens, over, default=Value(""), output_field=CharField()))
    return found


def with_deal(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Say of each request how its deal stands: won, lost or open; nothing when it has none."""
    found: QuerySet[Any] = rows.annotate(deal=deal_result("opportunity"))
    return found


def deal_result(prefix: str = "") -> Case:
    """How a deal stands, by what the stages of the list mean."""
    path = f"{prefix}__" if prefix else ""
    ends = {end: ListItem.objects.filter(kind="deal_stage", **{f"is_{end}": True}).values("code") for end in (WON, LOST)}
    whens = [When(**{f"{path}stage__in": codes}, then=Value(end)) for end, codes in ends.items()]
    has_none = [When(**{f"{prefix}__isnull": True}, then=Value(""))] if prefix else []
    return Case(*has_none, *whens, default=Value(OPEN), output_field=CharField())


def owed(rows: QuerySet[Any], *, at: datetime) -> QuerySet[Any]:
    """Those of which somebody has not said how they went though it is due."""
    return rows.filter(state=RequestState.COMPLETED, outcome_due_at__lte=at)


@dataclass(frozen=True, slots=True)
class Group:
    """One group of requests: the code that filters for it, and how many have each value."""

    code: str
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """How many in all."""
        return sum(self.counts.values())


def grouped(rows: QuerySet[Any], *, by: str, what: str, scope: Scope) -> list[Group]:
    """Count the values of `what` in each team, kind, region or fiscal quarter: one statement, as many lines as there are groups."""
    found: dict[str, dict[str, int]] = {}
    for code, value, n in _grouped(rows, by, what, scope):
        counts = found.setdefault(code, {})
        counts[value] = counts.get(value, 0) + n
    return [Group(code, counts) for code, counts in found.items()]


def _grouped(rows: QuerySet[Any], by: str, what: str, scope: Scope) -> Iterable[tuple[str, str, int]]:
    if by == "quarter":
        months = rows.order_by().annotate(month=TruncMonth("submitted_at", tzinfo=scope.now.zone)).values_list("month", what)
        for month, value, n in months.annotate(n=Count("pk")):
            yield scope.quarter_of(month.date()).label, value, n
        return
    column: Any = {"team": F("team__code"), "kind": F("kind"), "region": where_wanted()}[by]
    for code, value, n in rows.order_by().annotate(group=column).values_list("group", what).annotate(n=Count("pk")):
        yield code or NONE, value, n


def totals(rows: QuerySet[Any], what: str) -> dict[str, int]:
    """How many requests have each value of `what`."""
    return dict(rows.order_by().values_list(what).annotate(n=Count("pk")))


def ages(rows: QuerySet[Any], scope: Scope) -> list[Group]:
    """How many open requests are in each state, by how many days they have been."""
    today = scope.moment(scope.today)
    whens = [When(state_at__gte=today - timedelta(days=to - 1), then=Value(age_code((frm, to)))) for frm, to in AGES if to is not None]
    aged = rows.filter(state__in=IN_WORK).annotate(age=Case(*whens, default=Value(age_code(AGES[-1])), output_field=CharField()))
    found: dict[str, dict[str, int]] = {}
    for state, age, n in aged.order_by().values_list("state", "age").annotate(n=Count("pk")):
        found.setdefault(state, {})[age] = n
    return [Group(state, found[state]) for state in IN_WORK if state in found]


def age_code(age: tuple[int, int | None]) -> str:
    """The code of an age."""
    return f"{age[0]}-{age[1]}" if age[1] is not None else f"{age[0]}-"


def of_age(rows: QuerySet[Any], code: str, scope: Scope) -> QuerySet[Any]:
    """Those that are in their state for so long; all for a code that is none."""
    age = next((each for each in AGES if age_code(each) == code), None)
    if age is None:
        return rows
    frm, to = age
    today = scope.moment(scope.today)
    if frm:
        rows = rows.filter(state_at__lt=today - timedelta(days=frm - 1))
    return rows.filter(state_at__gte=today - timedelta(days=to - 1)) if to is not None else rows


def quarters_between(first: date, last: date, scope: Scope) -> list[Quarter]:
    """The fiscal quarters from the one of a day to the one of another."""
    found = [scope.quarter_of(first)]
    while found[-1].end <= last:
        found.append(scope.now.fiscal.add_quarters(found[-1], 1))
    return found
