"""Commitments: how many places are promised to each team in this quarter and the next three, what is used, and what is in the queue."""

from typing import Any, Final, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodword.kernel import clock
from goodword.kernel.clock import Quarter
from goodword.people.models import User
from goodword.policy.queries import InForce, in_force
from goodword.requests.access import visible_to
from goodword.requests.kinds import KINDS
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries.lists import turn_in, with_ball
from goodword.requests.queries.promises import IN_QUEUE, USED, Places, places, promised_rows
from goodword.requests.queries.words import request_badge, request_url, title_of
from goodword.ui import exports, pages, tables
from goodword.ui.pieces import Crumb, Person

QUARTERS: Final = 4
WHAT: Final = {"used": USED, "queue": IN_QUEUE}
NO_TEAM: Final = "none"


def _quarters(now: InForce) -> list[Quarter]:
    return list(now.fiscal.quarters(now.fiscal.quarter_of(now.today), QUARTERS))


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """This quarter and the next three: each team, and all together."""
    now = in_force(clock.now())
    quarters = _quarters(now)
    found = places(quarters, now=now)
    context = {
        "quarters": [
            {"quarter": quarter, "last_on": quarter.last_day, "lines": [_line(each) for each in lines], "is_this": quarter == quarters[0]}
            for quarter, lines in zip(quarters, found, strict=True)
        ],
        "now": now,
    }
    return render(request, "desk/commitments.html", context)


def _line(each: Places) -> dict[str, Any]:
    return {"places": each, "used_url": _list_url(each, "used"), "queue_url": _list_url(each, "queue"), "is_all": each.team is None}


def _list_url(each: Places, what: str) -> str:
    named = {} if each.team is None else {"team": each.team or NO_TEAM}
    return f"{reverse('desk:promised')}?{urlencode({'quarter': each.quarter.label, 'what': what, **named})}"


@require_safe
def promised(request: HttpRequest) -> HttpResponseBase:
    """The requests behind a number of the commitments: those that use a place, or wait in the queue for one."""
    user, at, columns = cast("User", request.user), clock.now(), _columns()
    now = in_force(at)
    quarter = next((each for each in _quarters(now) if each.label == request.GET.get("quarter")), None)
    what = request.GET.get("what", "used")
    if quarter is None or what not in WHAT:
        raise Http404
    rows = visible_to(user).filter(pk__in=promised_rows(quarter, quarter).filter(state__in=WHAT[what]).values("pk"))
    team = request.GET.get("team", "")
    if team:
        rows = rows.filter(team__isnull=True) if team == NO_TEAM else rows.filter(team__code=team)
    sort = tables.chosen_sort(request, columns, default="day")
    rows = with_ball(rows).order_by(*sort.order_by)
    if exports.wanted(request):
        sheet = exports.as_shown(_("Requests"), columns, total=rows.count(), rows=lambda: (_row(row, at=at) for row in rows.iterator(500)))
        if file := exports.answer(request, sheet, at=at):
            return file
    page = pages.paged(request, rows)
    heading = _("Places used in %(quarter)s") if what == "used" else _("In the queue for %(quarter)s")
    table = tables.Table(
        request=request,
        columns=columns,
        rows=[_row(row, at=at) for row in page.rows],
        page=page,
        sort=sort,
        empty=tables.Empty(title=_("None"), text=_("No request that you may see is counted here."), icon="calendar-event"),
        label=_("Requests"),
        exported=True,
    )
    context = {
        "table": table,
        "title": heading % {"quarter": quarter.label},
        "crumbs": [Crumb(label=_("Commitments"), url=reverse("desk:commitments")), Crumb(label=quarter.label)],
    }
    return pages.page_or_fragment(request, "desk/promised.html", "list", context)


def _columns() -> tuple[tables.Column, ...]:
    return (
        tables.Column(key="request", label=_("Request"), kind="link", order_by=("pk",), phone="lead", note_label=_("Number")),
        tables.Column(key="kind", label=_("Kind"), order_by=("kind",)),
        tables.Column(key="team", label=_("Team"), order_by=("team__name",)),
        tables.Column(key="requester", label=_("Asked by"), kind="person", order_by=("requester__name",)),
        tables.Column(key="state", label=_("State"), kind="badge", order_by=("state",), phone="side"),
        tables.Column(key="day", label=_("Day"), kind="day", order_by=("needed_on", "pk")),
    )


def _row(row: ReferenceRequest, *, at: Any) -> tables.Row:
    return tables.Row(
        (
            tables.Link(title_of(row), request_url(row), row.number),
            str(KINDS[row.kind].label),
            row.team.name if row.team is not None else "",
            Person(name=row.requester.name, id=row.requester_id),
            request_badge(row, turn_in(row, at=at)),
            row.needed_on,
        )
    )
