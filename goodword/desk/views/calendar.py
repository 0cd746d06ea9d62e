"""The calendar of a fiscal quarter: a grid by weeks, a list on phones, and the same as a calendar file."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodword.desk.queries.calendar import Calendar, Show, calendar, kind_words, quarter_called
from goodword.integrations.calendar.mapping import WholeDay, days_file
from goodword.kernel import clock
from goodword.kernel.clock import Quarter
from goodword.people.queries import today
from goodword.people.views.edge import reader
from goodword.requests.queries.queue import Asked, Queue, View, holders_in, leads_a_team, narrowed, queue_of, views_of
from goodword.requests.tables import asked_in, filters, layouts, view_words
from goodword.requests.views import lists
from goodword.ui import exports, pages, tables
from goodword.ui.dates import month_words, short_month_words

FILE = "text/calendar; charset=utf-8"


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """One quarter, narrowed to some kinds of entries; as a table it is the list of its requests."""
    if exports.wanted(request):
        return lists.index(request)
    user, at = reader(request), clock.now()
    quarter = quarter_called(request.GET.get("quarter", ""), at=at)
    shown = [each for each in Show if each in request.GET.getlist("show")]
    queue, views, asked = queue_of(user, at=at), views_of(user, leads=leads_a_team(user)), asked_in(request)
    among = narrowed(queue, view=next((each for each in views if each == request.GET.get("view", "")), None), asked=asked)
    found = calendar(user, quarter, shown=shown, among=among, at=at)
    if request.GET.get("export") == "ics":
        return _file(request, found)
    now = quarter_called("", at=at)
    context: dict[str, Any] = {
        "calendar": found,
        "heading": quarter_words(quarter, today=today(at)),
        "week": [day.on for day in found.weeks[0]],
        "chips": _chips(request, found, shown),
        "earlier": _link(request, found.earlier),
        "later": _link(request, found.later),
        "now": "" if quarter == now else _link(request, now),
        "file_url": pages.link(request, export="ics"),
        "layouts": layouts(request, "calendar"),
        "is_empty": not any(found.counts.values()),
        "narrowed_url": pages.link(request, show=None) if shown else "",
        "table": _bar(request, queue, views, asked),
        "of_requests": among is not None,
    }
    return pages.page_or_fragment(request, "desk/calendar.html", "list", context)


def _bar(request: HttpRequest, queue: Queue, views: Sequence[View], asked: Asked) -> tables.Table:
    """The filter bar of the list."""
    options = tuple(tables.Option(each.value, str(view_words(each))) for each in views)
    return tables.Table(
        request=request,
        columns=(),
        rows=(),
        filters=(
            tables.Filter(key="view", label=_("Which requests"), options=options),
            *filters(holders_in(queue), states=bool(asked.states)),
        ),
        search=_("Number, customer, deal or topic"),
    )


def quarter_words(quarter: Quarter, *, today: date) -> str:
    """The months of a quarter: "November 2026 to January 2027"."""
    first, last = month_words(quarter.start), month_words(quarter.last_day)
    same = quarter.start.year == quarter.last_day.year == today.year
    return _("%(first)s to %(last)s") % {"first": short_month_words(quarter.start) if same else first, "last": last}


def _link(request: HttpRequest, quarter: Quarter) -> str:
    return pages.link(request, quarter=quarter.start.isoformat())


def _chips(request: HttpRequest, found: Calendar, shown: list[Show]) -> list[tuple[str, str, bool, int, str]]:
    """Each kind of entry with its number, and the address that turns it over."""
    address = pages.links_by(request, "show")
    return [
        (
            kind_words(kind),
            address([each for each in shown if each is not kind] if kind in shown else [*shown, kind]),
            kind in shown,
            found.counts[kind],
            kind.value,
        )
        for kind in Show
    ]


def _file(request: HttpRequest, found: Calendar) -> HttpResponse:
    days = (
        WholeDay(
            uid=f"{each.kind}-{each.on.isoformat()}-{index}@goodword",
            on=each.on,
            last=each.last,
            summary=f"{kind_words(each.kind)}: {each.title}" + (f" ({each.note})" if each.note else ""),
            url=request.build_absolute_uri(each.url),
        )
        for index, each in enumerate(found.entries)
    )
    name = f"goodword-{found.quarter.start.isoformat()}.ics"
    content = days_file(_("Goodword"), days, stamped_at=clock.now())
    return HttpResponse(content, content_type=FILE, headers={"Content-Disposition": f'attachment; filename="{name}"'})
