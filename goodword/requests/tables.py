"""The queue as a table: its columns, its filters, one request as a row of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.kernel.references import parse_key
from goodword.people.models import Region, Team, User
from goodword.people.queries import regions, teams
from goodword.requests.actions import MOST_AT_ONCE
from goodword.requests.kinds import KINDS
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries.ball import Step, Turn
from goodword.requests.queries.lists import turn_in
from goodword.requests.queries.queue import AWAITING_CUSTOMER, AWAITING_OWNER, CUSTOMER, NOBODY, OPEN, Asked, Holder, View
from goodword.requests.queries.words import request_badge, request_url, title_of
from goodword.requests.states import RequestState
from goodword.ui import exports, pages, tables
from goodword.ui.dates import day_words
from goodword.ui.exports import Sheet
from goodword.ui.pieces import Action, Person


def columns() -> tuple[tables.Column, ...]:
    """The columns of the list of requests."""
    return (
        tables.Column(
            key="request", label=_("Request"), kind="link", order_by=("pk",), phone="lead", descending_first=True, note_label=_("Number")
        ),
        tables.Column(key="requester", label=_("Asked by"), kind="person", order_by=("requester__name",)),
        tables.Column(key="state", label=_("State"), kind="badge", order_by=("state",), phone="side"),
        tables.Column(key="ball", label=_("Who has the ball"), kind="person"),
        tables.Column(key="since", label=_("Since"), kind="ago", order_by=("ball__since_at",), phone="off"),
        tables.Column(key="due", label=_("Due"), kind="due", order_by=("ball__due_on",)),
        tables.Column(key="needed", label=_("Needed by"), kind="day", order_by=("needed_on",), phone="off"),
    )


def view_words(view: View) -> str:
    """What a view is called."""
    return {
        View.TURN: _("My turn"),
        View.UNASSIGNED: _("Unassigned"),
        View.TRIAGE: _("To be looked at"),
        View.MINE: _("Mine"),
        View.WAITING: _("Waiting on others"),
        View.TEAM: _("My team's"),
        View.OVERDUE: _("Overdue"),
        View.ALL: _("All"),
    }[view]


def asked_in(request: HttpRequest) -> Asked:
    """What the address narrows the list to; what cannot be is left out."""
    get = request.GET
    return Asked(
        words=get.get("q", ""),
        states=tuple(each for each in get.getlist("state") if each in {OPEN, AWAITING_OWNER, AWAITING_CUSTOMER, *RequestState.values}),
        kinds=tuple(each for each in get.getlist("kind") if each in KINDS),
        teams=_keys(get.getlist("team")),
        regions=_keys(get.getlist("region")),
        holders=tuple(each for each in get.getlist("who") if each in (CUSTOMER, NOBODY) or parse_key(each) is not None),
        needed_from=_day(get.get("from", "")),
        needed_to=_day(get.get("to", "")),
    )


@dataclass(frozen=True, slots=True)
class Needed:
    """Between which days it is needed: what stands in the two fields, the same in words, and the address without it."""

    begin: str
    end: str
    words: str
    url: str
    kept: tuple[tuple[str, str], ...]


def needed_between(request: HttpRequest, asked: Asked, *, today: date) -> Needed:
    """What the list is narrowed to by the day on which it is needed."""
    begin, end = asked.needed_from, asked.needed_to
    said = {"begin": day_words(begin, today=today) if begin else "", "end": day_words(end, today=today) if end else ""}
    if begin and end:
        words = _("Needed from %(begin)s to %(end)s") % said
    elif begin:
        words = _("Needed from %(begin)s") % said
    else:
        words = _("Needed by %(end)s") % said if end else ""
    kept = tuple((key, value) for key, values in request.GET.lists() if key not in {"from", "to", "page"} for value in values)
    url = pages.link(request, **{"from": None, "to": None})
    return Needed(begin.isoformat() if begin else "", end.isoformat() if end else "", words, url, kept)


def _keys(values: Sequence[str]) -> tuple[int, ...]:
    return tuple(key for each in values if (key := parse_key(each)) is not None)


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def filters(holders: Sequence[Holder], *, states: bool = True) -> tuple[tables.Filter, ...]:
    """What the list can be narrowed by; without the `states` where the page shows them anyway."""
    stands = (
        tables.Option(OPEN, _("Open")),
        *(option for state in RequestState for option in _state_options(state)),
    )
    words = {CUSTOMER: _("A customer"), NOBODY: _("Nobody yet")}
    who = tuple(tables.Option(each.code, each.user.name if each.user else words[each.code], each.count) for each in holders)
    kinds = tuple(tables.Option(each.code, str(each.label)) for each in KINDS.values())
    found = (
        tables.Filter(key="who", label=_("Who has the ball"), options=who, many=True),
        tables.Filter(key="state", label=_("State"), options=stands if states else (), many=True),
        tables.Filter(key="kind", label=_("Kind"), options=kinds, many=True),
        tables.Filter(key="team", label=_("Team"), options=_named(teams()), many=True),
        tables.Filter(key="region", label=_("Region wished for"), options=_named(regions()), many=True),
    )
    return tuple(each for each in found if each.options)


def _named(rows: Iterable[Region | Team]) -> tuple[tables.Option, ...]:
    return tuple(tables.Option(str(each.pk), each.name) for each in rows)


def _state_options(state: RequestState) -> tuple[tables.Option, ...]:
    derived = (tables.Option(AWAITING_OWNER, _("Awaiting owner")), tables.Option(AWAITING_CUSTOMER, _("Awaiting customer")))
    return (tables.Option(state.value, str(state.label)), *(derived if state is RequestState.SOURCING else ()))


def row_of(row: ReferenceRequest, turn: Turn, user: User) -> tables.Row:
    """One request; chosen when its reader has the ball."""
    ended, kept = turn.step is Step.NOTHING, getattr(row, "ball", None)
    cells = (
        tables.Link(title_of(row), request_url(row), row.number),
        Person(name=row.requester.name, id=row.requester_id),
        request_badge(row, turn),
        holder(turn),
        None if kept is None else kept.since_at,
        None if ended else turn.due,
        row.needed_on,
    )
    return tables.Row(cells, chosen=turn.who is not None and turn.who.pk == user.pk, key=row.pk)


def holder(turn: Turn) -> Person | None:
    """Who has the ball: a colleague, a customer's contact, or nobody by name."""
    if turn.who is not None:
        return Person(name=turn.who.name, id=turn.who.pk)
    return Person(name=turn.contact.name, id=turn.contact.pk) if turn.contact is not None else None


def sheet(rows: QuerySet[ReferenceRequest], user: User, *, at: datetime) -> Sheet:
    """The whole list as a file."""
    return exports.as_shown(
        _("Requests"),
        columns(),
        total=rows.count(),
        rows=lambda: (row_of(row, turn_in(row, at=at), user) for row in rows.iterator(chunk_size=exports.LINES_AT_ONCE)),
    )


def bulk(request: HttpRequest, managers: Sequence[User], *, total: int) -> tables.Bulk | None:
    """Giving several requests to a manager at once, for whoever runs the program."""
    if not managers:
        return None
    options = tuple(tables.Option(str(each.pk), _("Give to %(name)s") % {"name": each.name}) for each in managers)
    all_of_them = ""
    if total <= MOST_AT_ONCE:
        all_of_them = ngettext("Give the only one", "Give all %(n)s", total) % {"n": total}
    return tables.Bulk(
        url=f"{reverse('requests:give')}?{request.GET.urlencode()}",
        options=options,
        ticked=_("Give the ticked ones"),
        all_of_them=all_of_them,
        what_label=_("To whom"),
        note="" if all_of_them else _("At most %(most)s at once: narrow the list down to give all of it.") % {"most": MOST_AT_ONCE},
    )


def empty(view: View, *, is_narrowed: bool) -> tables.Empty:
    """What a view says when nothing stands in it."""
    if is_narrowed:
        return tables.Empty(title=_("Nothing matches"), text=_("No request fits what you search and filter for."), icon="filter")
    ask = Action(label=_("Ask for a customer"), url=reverse("requests:new"), style="primary", icon="plus")
    said: Mapping[View, tuple[str, str]] = {
        View.TURN: (_("Nothing waits for you"), _("Requests in which you have the next step stand here.")),
        View.UNASSIGNED: (_("Everything has somebody who leads it"), _("Requests that no reference manager leads stand here.")),
        View.TRIAGE: (_("Nothing to look at"), _("New requests wait here until a reference manager takes them.")),
        View.WAITING: (_("Nobody keeps you waiting"), _("What you asked for or lead stands here while somebody else has the ball.")),
        View.OVERDUE: (_("Nothing is late"), _("Requests stand here once whoever has the ball lets the day pass.")),
    }
    if view in said:
        return tables.Empty(title=said[view][0], text=said[view][1], icon="circle-check")
    return tables.Empty(
        title=_("No requests yet"),
        text=_("A request asks one of our customers for a favour: a call with a prospect. It takes 20 seconds."),
        action=ask,
    )


def layouts(request: HttpRequest, now: str) -> list[tuple[str, str, str, bool]]:
    """The same requests as a list, a board and a calendar: label, icon, address, and whether it is this one; what narrows them stays."""
    kept = request.GET.copy()
    for key in ("sort", "page", "state", "quarter", "show", "export"):
        kept.pop(key, None)
    query = f"?{kept.urlencode()}" if kept else ""
    known = (("list", _("List"), "list-check"), ("board", _("Board"), "columns"))
    found = [(label, icon, reverse(f"requests:{name}") + query, name == now) for name, label, icon in known]
    return [*found, (_("Calendar"), "calendar", reverse("desk:calendar") + query, now == "calendar")]


def chips(request: HttpRequest, now: View, counts: Mapping[View, int]) -> list[tuple[Any, ...]]:
    """The views as chips, each with how many requests it has."""
    return [(view_words(view), pages.link(request, view=view.value), view is now, count) for view, count in counts.items()]
