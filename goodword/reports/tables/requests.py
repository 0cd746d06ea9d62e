"""The requests behind a figure, as a list."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from goodword.kernel.references import parse_key
from goodword.policy.explain import rule_names
from goodword.reports.queries import asked_for, exceptions, speed
from goodword.reports.queries.asked_for import AGES, RESULTS, age_code
from goodword.reports.queries.called import person_name
from goodword.reports.queries.scope import Scope
from goodword.reports.tables.ages import age_words, span_words
from goodword.reports.tables.bar import Names, filters_of
from goodword.reports.tables.deals import WORDS as DEAL_WORDS
from goodword.reports.tables.exceptions import WORDS as EXCEPTIONS
from goodword.reports.tables.listing import Listing
from goodword.reports.tables.outcomes import WORDS
from goodword.reports.tables.speed import WORDS as SPEED_WORDS
from goodword.requests.kinds import KINDS
from goodword.requests.queries.words import REQUEST_TONES, request_url, title_of
from goodword.requests.states import RequestState
from goodword.ui import tables
from goodword.ui.pieces import Badge, Person

ANY, OWED = "any", "owed"
OF_SCOPE = ("period", "team", "region", "kind", "family")


def columns() -> tuple[tables.Column, ...]:
    """The columns of the list."""
    return (
        tables.Column(
            key="request", label=_("Request"), kind="link", order_by=("pk",), phone="lead", descending_first=True, note_label=_("Number")
        ),
        tables.Column(key="requester", label=_("Asked by"), kind="person", order_by=("requester__name",)),
        tables.Column(key="team", label=_("Team"), order_by=("team__name",), phone="off"),
        tables.Column(key="kind", label=_("Kind"), order_by=("kind",), phone="off"),
        tables.Column(key="sent", label=_("Sent"), kind="day", order_by=("submitted_at",), descending_first=True),
        tables.Column(key="state", label=_("State"), kind="badge", order_by=("state",), phone="side"),
        tables.Column(key="result", label=_("Outcome"), order_by=("result",), is_short=True),
        tables.Column(key="deal", label=_("Deal"), order_by=("deal",), is_short=True),
    )


def found(scope: Scope) -> QuerySet[Any]:
    """The requests that an address asks for."""
    get = scope.get
    rows = asked_for.with_deal(asked_for.with_result(asked_for.requests_in(scope)))
    result = get.get("result", "")
    if result == OWED:
        rows = asked_for.owed(rows, at=scope.now.at)
    elif result == ANY:
        rows = rows.exclude(result="")
    elif result in RESULTS:
        rows = rows.filter(result=result)
    if get.get("deal", "") in DEAL_WORDS:
        rows = rows.filter(deal=get["deal"])
    states = [state for state in get.getlist("state") if state in RequestState.values]
    rows = rows.filter(state__in=states) if states else rows
    rows = _exceptional(rows, scope)
    rows = rows.filter(state__in=asked_for.IN_WORK) if get.get("open", "") == "yes" else rows
    if (span := get.get("took", "")) or get.get("measure", ""):
        rows = speed.took(rows, get.get("measure", ""), span)
    rows = asked_for.of_age(rows, get.get("age", ""), scope)
    if (requester := parse_key(get.get("requester", ""))) is not None:
        rows = rows.filter(requester=requester)
    return rows


def _exceptional(rows: QuerySet[Any], scope: Scope) -> QuerySet[Any]:
    """Those that were held for a decision, because of one rule or of any, and whose exception ended so."""
    rule, end = scope.get.get("held", ""), scope.get.get("exception", "")
    if not rule and end not in EXCEPTIONS:
        return rows
    rows = rows.filter(pk__in=exceptions.held(scope).order_by().values("pk"))
    rows = exceptions.held_for(rows, rule) if rule not in ("", ANY) else rows
    return exceptions.ended(rows, end) if end in EXCEPTIONS else rows


def listing(request: HttpRequest, scope: Scope, names: Names) -> Listing:
    """The list."""
    shown = columns()
    sort = tables.chosen_sort(request, shown, default="-request")
    return Listing(
        title=_("Requests"),
        lead=_("Sent in this period, of those that you may know of."),
        columns=shown,
        rows=found(scope).select_related("requester", "team", "opportunity__account").order_by(*sort.order_by),
        lines=lambda some: [_row(row, scope) for row in some],
        sort=sort,
        filters=_filters(request, scope, names),
        empty=tables.Empty(title=_("No request fits"), text=_("Requests stand here once they are sent."), icon="list-check"),
    )


def _filters(request: HttpRequest, scope: Scope, names: Names) -> tuple[tables.Filter, ...]:
    results = [
        tables.Option(ANY, _("Over")),
        *(tables.Option(code, WORDS[code]) for code in RESULTS),
        tables.Option(OWED, _("Outcome due")),
    ]
    more = [
        tables.Filter(key="result", label=_("Outcome"), options=tuple(results)),
        tables.Filter(key="deal", label=_("Deal"), options=tuple(tables.Option(code, label) for code, label in DEAL_WORDS.items())),
        tables.Filter(
            key="state",
            label=_("State"),
            options=tuple(tables.Option(state.value, str(state.label)) for state in RequestState if state is not RequestState.DRAFT),
            many=True,
        ),
        tables.Filter(key="age", label=_("In its state for"), options=tuple(tables.Option(age_code(age), age_words(age)) for age in AGES)),
    ]
    if rule := request.GET.get("held", ""):
        label = _("Held for a decision") if rule == ANY else rule_names([rule[:60]])
        more.append(tables.Filter(key="held", label=_("Held"), options=(tables.Option(rule, label),)))
        ends = tuple(tables.Option(code, words) for code, words in EXCEPTIONS.items())
        more.append(tables.Filter(key="exception", label=_("The exception"), options=ends))
    if request.GET.get("open", "") == "yes":
        more.append(tables.Filter(key="open", label=_("Open"), options=(tables.Option("yes", _("Open")),)))
    if request.GET.get("measure", "") in speed.MEASURES:
        measure = request.GET["measure"]
        more.append(tables.Filter(key="measure", label=_("Measured"), options=(tables.Option(measure, SPEED_WORDS[measure]),)))
        spans = [tables.Option(speed.span_code(span), span_words(span)) for span in speed.SPANS]
        known = (tables.Option("any", _("Known")), *spans, tables.Option("never", _("Not yet")))
        more.append(tables.Filter(key="took", label=_("It took"), options=known))
    key = parse_key(request.GET.get("requester", ""))
    if key is not None:
        more.append(
            tables.Filter(key="requester", label=_("Asked by"), options=(tables.Option(str(key), person_name(key) or _("Nobody")),))
        )
    return (*filters_of(scope, names, OF_SCOPE), *more)


def _row(row: Any, scope: Scope) -> tables.Row:
    sent: datetime = row.submitted_at
    return tables.Row(
        (
            tables.Link(title_of(row), request_url(row), row.number),
            Person(name=row.requester.name, id=row.requester_id),
            row.team.name if row.team else "",
            str(KINDS[row.kind].label),
            sent.astimezone(scope.now.zone).date(),
            Badge(word=str(RequestState(row.state).label), tone=REQUEST_TONES[row.state]),
            str(WORDS[row.result]) if row.result else "",
            str(DEAL_WORDS[row.deal]) if row.deal else "",
        )
    )
