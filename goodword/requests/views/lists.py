"""The list of requests: mine, to triage, all; by state, by words, by page."""

from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodword.kernel.clock import now
from goodword.people.models import User
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries.ball import Step, Turn
from goodword.requests.queries.lists import VIEWS, listed, turn_in, with_ball
from goodword.requests.queries.words import request_badge, request_url, title_of
from goodword.requests.queries.work import my_turns
from goodword.requests.states import RequestState
from goodword.requests.views.edge import reader
from goodword.ui import exports, pages, tables
from goodword.ui.exports import Sheet
from goodword.ui.pieces import Action, Person


def _columns() -> tuple[tables.Column, ...]:
    return (
        tables.Column(
            key="request", label=_("Request"), kind="link", order_by=("pk",), phone="lead", descending_first=True, note_label=_("Number")
        ),
        tables.Column(key="requester", label=_("Asked by"), kind="person", order_by=("requester__name",)),
        tables.Column(key="state", label=_("State"), kind="badge", order_by=("state",), phone="side"),
        tables.Column(key="ball", label=_("Who has the ball"), kind="person"),
        tables.Column(key="due", label=_("Due"), kind="due"),
        tables.Column(key="needed", label=_("Needed by"), kind="day", order_by=("needed_on",), phone="off"),
    )


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """The list."""
    user, at, columns = reader(request), now(), _columns()
    view = request.GET.get("view", "")
    view = view if view in VIEWS else ("all" if user.is_manager else "mine")
    turns = my_turns(user, at=at)
    rows = listed(user, view=view, state=request.GET.get("state", ""), words=request.GET.get("q", ""))
    rows = rows.filter(pk__in=turns) if view == "turn" else rows
    sort = tables.chosen_sort(request, columns, default="-request")
    rows = with_ball(rows).order_by(*sort.order_by)
    if exports.wanted(request) and (file := exports.answer(request, _sheet(rows, user, at=at), at=at)):
        return file
    page = pages.paged(request, rows)
    table = tables.Table(
        request=request,
        columns=columns,
        rows=[_row(row, turn_in(row, at=at), user) for row in page.rows],
        page=page,
        sort=sort,
        filters=(tables.Filter(key="state", label=_("State"), options=_states()),),
        search=_("Number, customer, deal or topic"),
        empty=_empty(view),
        label=_("Requests"),
        exported=True,
    )
    context = {"table": table, "views": _views(request, view, user, len(turns)), "view": view}
    return pages.page_or_fragment(request, "requests/list.html", "list", context)


def _sheet(rows: QuerySet[ReferenceRequest], user: User, *, at: datetime) -> Sheet:
    return exports.as_shown(
        _("Requests"),
        _columns(),
        total=rows.count(),
        rows=lambda: (_row(row, turn_in(row, at=at), user) for row in rows.iterator(chunk_size=exports.LINES_AT_ONCE)),
    )


def _states() -> tuple[tables.Option, ...]:
    return (tables.Option("open", _("Open")), *(tables.Option(state.value, str(state.label)) for state in RequestState))


def _views(request: HttpRequest, view: str, user: User, turns: int) -> list[tuple[str, str, bool, int]]:
    words = {"turn": _("My turn"), "mine": _("Mine"), "triage": _("To be looked at"), "all": _("All")}
    shown = VIEWS if user.is_manager else ("turn", "mine", "all")
    return [
        (words[each], pages.link(request, view=each), each == view, turns if each == "turn" else listed(user, view=each).count())
        for each in shown
    ]


def _empty(view: str) -> tables.Empty:
    ask = Action(label=_("Ask for a customer"), url=reverse("requests:new"), style="primary", icon="plus")
    if view == "turn":
        return tables.Empty(
            title=_("Nothing waits for you"), text=_("Requests in which you have the next step stand here."), icon="circle-check"
        )
    if view == "triage":
        return tables.Empty(
            title=_("Nothing to look at"), text=_("New requests wait here until a reference manager takes them."), icon="circle-check"
        )
    return tables.Empty(
        title=_("No requests yet"),
        text=_("A request asks one of our customers for a favour: a call with a prospect. It takes 20 seconds."),
        action=ask,
    )


def _row(row: ReferenceRequest, turn: Turn, user: User) -> tables.Row:
    mine = turn.who is not None and turn.who.pk == user.pk
    cells = (
        tables.Link(title_of(row), request_url(row), row.number),
        Person(name=row.requester.name, id=row.requester_id),
        request_badge(row, turn),
        _holder(turn),
        None if turn.step is Step.NOTHING else turn.due,
        row.needed_on,
    )
    return tables.Row(cells, chosen=mine)


def _holder(turn: Turn) -> Person | None:
    if turn.who is not None:
        return Person(name=turn.who.name, id=turn.who.pk)
    return Person(name=turn.contact.name, id=turn.contact.pk) if turn.contact is not None else None
