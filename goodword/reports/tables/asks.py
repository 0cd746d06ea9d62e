"""The asks behind a figure, as a list; those of others' circles stand as "place used" where only days and families count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.db.models import BooleanField, Case, ExpressionWrapper, F, QuerySet, Value, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.kinds import ActivityType, Family
from goodword.kernel.references import parse_key
from goodword.kernel.text import Words
from goodword.reports.access import known_to
from goodword.reports.kinds.figures import Tone
from goodword.reports.queries import asks
from goodword.reports.queries.asks import ANSWERS, NO, SILENT, WAITING, YES
from goodword.reports.queries.called import account_name, person_name
from goodword.reports.queries.scope import Scope
from goodword.reports.tables.bar import Names, filters_of
from goodword.reports.tables.listing import Listing
from goodword.requests.access import visible_to
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries.words import request_url, title_of
from goodword.ui import tables
from goodword.ui.pieces import Badge, BadgeTone, Person

WORDS: Final[Mapping[str, Words]] = {
    YES: gettext_lazy("Yes"),
    NO: gettext_lazy("No"),
    SILENT: gettext_lazy("No answer"),
    WAITING: gettext_lazy("Not answered yet"),
}
TONES: Final[Mapping[str, Tone]] = {YES: "good", NO: "stop", SILENT: "care", WAITING: "slate"}
_BADGES: Final[Mapping[str, BadgeTone]] = {YES: "done", NO: "ended", SILENT: "ended", WAITING: "waiting"}
OF_SCOPE: Final = ("period", "team", "region", "kind", "family")
PLACES: Final = "places"


def columns() -> tuple[tables.Column, ...]:
    """The columns of the list."""
    return (
        tables.Column(key="customer", label=_("Customer"), kind="link", order_by=("account__search_name",), phone="lead"),
        tables.Column(key="day", label=_("Asked on"), kind="day", order_by=("asked_on",), descending_first=True),
        tables.Column(key="activity", label=_("For"), order_by=("family", "shown_activity")),
        tables.Column(key="said", label=_("Their answer"), kind="badge", order_by=("shown_answer",), phone="side"),
        tables.Column(key="effort", label=_("Effort"), kind="number", order_by=("shown_effort",), descending_first=True, phone="off"),
        tables.Column(key="request", label=_("Request"), kind="link", note_label=_("Number")),
        tables.Column(key="by", label=_("Asked by"), kind="person"),
    )


def listing(request: HttpRequest, scope: Scope, names: Names) -> Listing:
    """The asks that an address asks for: those that the reader knows of, or all as places used."""
    get = request.GET
    every = get.get("of", "") == PLACES
    rows = asks.places_in(scope) if every else asks.asks_in(scope)
    account, owner = parse_key(get.get("account", "")), parse_key(get.get("owner", ""))
    if account is not None:
        rows = rows.filter(account=account)
    if owner is not None:
        rows = rows.filter(account__owner=owner)
    if get.get("owner", "") == "none":
        rows = rows.filter(account__owner=None)
    if get.get("activity", "") in ActivityType.values:
        # What a place of somebody else's circle was used for is nobody else's to know, not even by filtering for it.
        rows = rows.filter(known_to(scope.reader), activity_type=get["activity"])
    if get.get("said", "") in ANSWERS:
        rows = rows.filter(known_to(scope.reader), answer="" if get["said"] == WAITING else get["said"])
    shown = columns()
    sort = tables.chosen_sort(request, shown, default="-day")
    rows = _with_what_is_known(rows.select_related("account", "candidate"), scope)
    return Listing(
        title=_("Asks"),
        lead=_("Every time a customer was asked in this period."),
        columns=shown,
        rows=rows.order_by(*sort.order_by),
        lines=lambda some: lines(some, scope),
        sort=sort,
        filters=_filters(request, scope, names),
        empty=tables.Empty(
            title=_("Nobody was asked"), text=_("Every ask of a customer stands here, whatever the answer."), icon="microphone"
        ),
        note=_("“Place used” is an ask of which you may not know more.") if every else "",
    )


def places_listing(request: HttpRequest, scope: Scope) -> Listing:
    """The asks of a scope as places used, inside a report."""
    shown = columns()
    sort = tables.chosen_sort(request, shown, default="-day")
    rows = _with_what_is_known(asks.places_in(scope).select_related("account", "candidate"), scope)
    return Listing(
        title=_("Asks"),
        lead="",
        columns=shown,
        rows=rows.order_by(*sort.order_by),
        lines=lambda some: lines(some, scope),
        sort=sort,
        filters=(),
        empty=tables.Empty(title=_("Nobody was asked")),
        note=_("“Place used” is an ask of which you may not know more."),
        exported=False,
    )


def _with_what_is_known(rows: QuerySet[Any], scope: Scope) -> QuerySet[Any]:
    """Beside each ask whether the reader knows of it; by what they do not know nothing is sorted either."""
    known = known_to(scope.reader)
    found: QuerySet[Any] = rows.annotate(
        knows=ExpressionWrapper(known, output_field=BooleanField()),
        shown_activity=Case(When(known, then=F("activity_type")), default=Value("")),
        shown_answer=Case(When(known, then=F("answer")), default=Value("")),
        shown_effort=Case(When(known, then=F("effort")), default=Value(0)),
    )
    return found


def lines(some: Any, scope: Scope) -> list[tables.Row]:
    """Some asks with their requests, which are read for all of them at once."""
    wanted = {each.candidate.reference_request_id for each in some if hasattr(each, "candidate") and each.knows}
    rows: QuerySet[ReferenceRequest] = visible_to(scope.reader).filter(pk__in=wanted).select_related("opportunity__account", "requester")
    requests = {row.pk: row for row in rows}
    return [_line(each, requests) for each in some]


def _line(each: Any, requests: Mapping[int, ReferenceRequest]) -> tables.Row:
    candidate = getattr(each, "candidate", None)
    request = requests.get(candidate.reference_request_id) if candidate and each.knows else None
    said = each.answer or WAITING
    return tables.Row(
        (
            tables.Link(each.account.name, reverse("desk:account", args=[each.account_id])),
            each.asked_on,
            str(ActivityType(each.activity_type).label)
            if each.knows
            else _("Place used: %(family)s") % {"family": Family(each.family).label},
            Badge(word=str(WORDS[said]), tone=_BADGES[said]) if each.knows else None,
            each.effort if each.knows else None,
            tables.Link(title_of(request), request_url(request), request.number) if request else None,
            Person(name=request.requester.name, id=request.requester_id) if request else None,
        )
    )


def _filters(request: HttpRequest, scope: Scope, names: Names) -> tuple[tables.Filter, ...]:
    more = [
        tables.Filter(key="said", label=_("Their answer"), options=tuple(tables.Option(code, WORDS[code]) for code in ANSWERS)),
        tables.Filter(key="activity", label=_("For"), options=tuple(tables.Option(each.value, str(each.label)) for each in ActivityType)),
    ]
    account, owner = parse_key(request.GET.get("account", "")), parse_key(request.GET.get("owner", ""))
    if account is not None:
        more.append(_one("account", _("Customer"), account, account_name(account, reader=scope.reader)))
    if owner is not None:
        more.append(_one("owner", _("Owner"), owner, person_name(owner)))
    if request.GET.get("owner", "") == "none":
        more.append(tables.Filter(key="owner", label=_("Owner"), options=(tables.Option("none", _("No owner")),)))
    if request.GET.get("of", "") == PLACES:
        more.append(tables.Filter(key="of", label=_("Places"), options=(tables.Option(PLACES, _("With places used")),)))
    return (*filters_of(scope, names, OF_SCOPE), *more)


def _one(key: str, label: Words, pk: int, name: str) -> tables.Filter:
    """A filter that stands there only while the address narrows to one row."""
    return tables.Filter(key=key, label=label, options=(tables.Option(str(pk), name or _("Nobody")),))
