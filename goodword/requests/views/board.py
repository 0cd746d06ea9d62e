"""The board: requests by how they stand, moved by hand or by keys; a move is a verb of the request's page."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goodword.kernel.clock import now
from goodword.kernel.refusal import Refused
from goodword.people.views.edge import actor, announce, attempt, reader
from goodword.requests import tables as queue_table
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries.ball import Turn
from goodword.requests.queries.board import ON_BOARD, Card, Column, Move, Stack, board, column_of, column_words, moves_of, why_not
from goodword.requests.queries.lists import turn_in
from goodword.requests.queries.queue import View, counted, holders_in, leads_a_team, queue_of, views_of
from goodword.requests.queries.words import title_of
from goodword.requests.views import lists
from goodword.requests.views.edge import load_request
from goodword.requests.views.verbs import CANDIDATE_VERBS, REQUEST_VERBS
from goodword.ui import exports, pages, tables


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """The board; as a file it is the list, with the same filters."""
    return lists.index(request) if exports.wanted(request) else _shown(request)


def _shown(request: HttpRequest) -> HttpResponse:
    user = reader(request)
    queue, views = queue_of(user, at=now()), views_of(user, leads=leads_a_team(user))
    view = next((each for each in views if each == request.GET.get("view", "")), View.ALL if user.is_manager else View.MINE)
    asked = queue_table.asked_in(request)
    bar = tables.Table(
        request=request,
        columns=(),
        rows=(),
        filters=queue_table.filters(holders_in(queue), states=bool(asked.states)),
        search=_("Number, customer, deal or topic"),
    )
    stacks = board(queue, view=view, asked=asked)
    context = {
        "table": bar,
        "query": request.GET.urlencode(),
        "views": queue_table.chips(request, view, counted(queue, views, among=ON_BOARD)),
        "stacks": [_column(stack, view) for stack in stacks],
        "is_empty": not any(stack.total for stack in stacks),
        "layouts": queue_table.layouts(request, "board"),
    }
    return pages.page_or_fragment(request, "requests/board.html", "list", context)


def _column(stack: Stack, view: View) -> dict[str, Any]:
    query = urlencode({"view": view.value, "state": stack.column.value, "sort": "due"})
    return {
        "code": stack.column.value,
        "words": column_words(stack.column),
        "total": stack.total,
        "more": stack.more,
        "more_url": f"{reverse('requests:list')}?{query}",
        "cards": [_card(card, stack.column) for card in stack.cards],
    }


def _card(card: Card, column: Column) -> dict[str, Any]:
    return {
        "row": card.row,
        "title": title_of(card.row),
        "holder": queue_table.holder(card.turn),
        "due": card.turn.due,
        "moves": [(move, column_words(move.to) if move.to else "") for move in card.moves],
        "stands": column.value,
    }


@require_POST
def move(request: HttpRequest, number: int) -> HttpResponse:
    """Move a card: do the verb that leads there, open its form where it needs words, or say why it cannot be."""
    user, at, row = reader(request), now(), load_request(request, number)
    turn, wanted = turn_in(row, at=at), request.POST.get("to", "")
    stands = column_of(row, turn)
    moves = tuple(moves_of(row, turn, user, at=at))
    chosen = next((each for each in moves if wanted in {each.to, f"verb:{each.verb}", f"open:{each.label}"}), None)
    if request.POST.get("stands", "") != (stands or ""):
        said = {"title": title_of(row), "column": column_words(stands) if stands else str(row.get_state_display())}
        pages.refused(request, _("Somebody was faster: %(title)s is at “%(column)s” by now.") % said)
    elif chosen is None:
        column = next((each for each in Column if each == wanted), None)
        if column is not None and column is not stands:
            pages.refused(request, why_not(column))
    elif chosen.opens:
        return HttpResponse(headers={"HX-Redirect": chosen.opens}) if pages.wants_fragment(request) else redirect(chosen.opens)
    else:
        _do(request, row, turn, chosen)
    if pages.wants_fragment(request):
        return _shown(request)
    query = request.GET.urlencode()
    return redirect(f"{reverse('requests:board')}?{query}" if query else reverse("requests:board"))


def _do(request: HttpRequest, row: ReferenceRequest, turn: Turn, chosen: Move) -> None:
    verb = (CANDIDATE_VERBS if chosen.of_candidate else REQUEST_VERBS)[chosen.verb]
    noun = turn.candidate if chosen.of_candidate else row
    said, values = verb.words_for(noun), dict[str, Any]()
    outcome = attempt(lambda: verb.do(noun, values, actor(request), now()))
    if verb.tells is not None and not isinstance(outcome, Refused):
        said = str(verb.tells(outcome))
    announce(request, outcome, said=f"{title_of(row)}: {said}", undo_url=verb.undo(noun, values))
