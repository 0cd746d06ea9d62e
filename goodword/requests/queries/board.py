"""The board: requests in play by how they stand, the most urgent of each column, and where each may be moved by whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from django.db.models import Case, CharField, Count, F, Q, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from goodword.people.models import User
from goodword.requests import access
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries.ball import Step, Turn
from goodword.requests.queries.head import CHOOSE, is_due
from goodword.requests.queries.lists import turn_in, with_ball
from goodword.requests.queries.queue import AWAITING_CUSTOMER, AWAITING_OWNER, Asked, Queue, in_state, queued
from goodword.requests.queries.words import request_url
from goodword.requests.states import REQUEST_OPEN, CandidateState, RequestState

MOST_IN_COLUMN: Final = 8


class Column(StrEnum):
    """The columns, as the state of a request is said."""

    SUBMITTED = RequestState.SUBMITTED.value
    HELD = RequestState.HELD.value
    TRIAGE = RequestState.TRIAGE.value
    FINDING = RequestState.SOURCING.value
    OWNER = AWAITING_OWNER
    CUSTOMER = AWAITING_CUSTOMER
    CONFIRMED = RequestState.CONFIRMED.value
    COMPLETED = RequestState.COMPLETED.value


ON_BOARD: Final = Q(state__in=(*REQUEST_OPEN, RequestState.COMPLETED))


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What somebody may do with a card: `verb` at once (of the request, or of the candidate), or a page that `opens` for words.

    `to` is the column it leads to; without one it stands in the card's menu alone.
    """

    label: str
    to: Column | None = None
    verb: str = ""
    of_candidate: bool = False
    opens: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One request on the board."""

    row: ReferenceRequest
    turn: Turn
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Stack:
    """A column with its most urgent cards, and how many there are."""

    column: Column
    cards: list[Card]
    total: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.cards)


def column_words(column: Column) -> str:
    """What a column is called: as the badge says it."""
    if column is Column.OWNER:
        return _("Awaiting owner")
    return _("Awaiting customer") if column is Column.CUSTOMER else str(RequestState(column.value).label)


def column_of(row: ReferenceRequest, turn: Turn) -> Column | None:
    """In which column a request stands; none for drafts and what has ended."""
    if row.state == RequestState.SOURCING and turn.step is Step.APPROVE:
        return Column.OWNER
    if row.state == RequestState.SOURCING and turn.step is Step.ANSWER:
        return Column.CUSTOMER
    return Column(row.state) if row.state in set(Column) else None


def board(queue: Queue, *, view: str, asked: Asked) -> list[Stack]:
    """Every column with its most urgent requests: all are placed and counted by the database, and only those that are shown are read."""
    column = Case(*(When(in_state(each.value), then=Value(each.value)) for each in Column), output_field=CharField())
    placed = queued(queue, view=view, asked=asked).filter(ON_BOARD).annotate(column=column)
    urgent = Window(RowNumber(), partition_by=F("column"), order_by=[F("ball__due_on").asc(nulls_last=True), F("pk").asc()])
    ranked = placed.annotate(place=urgent, total=Window(Count("pk"), partition_by=F("column"))).filter(place__lte=MOST_IN_COLUMN)
    found = list(ranked.order_by("place").values_list("pk", "column", "total"))
    rows = {row.pk: row for row in with_ball(ReferenceRequest.objects.filter(pk__in=[key for key, _c, _t in found]), ended=False)}
    totals = {name: total for _key, name, total in found}
    return [
        Stack(each, [_card(rows[key], queue) for key, name, _total in found if name == each and key in rows], totals.get(each.value, 0))
        for each in Column
    ]


def _card(row: ReferenceRequest, queue: Queue) -> Card:
    turn = turn_in(row, at=queue.at)
    return Card(row, turn, tuple(moves_of(row, turn, queue.user, at=queue.at)))


def moves_of(row: ReferenceRequest, turn: Turn, user: User, *, at: datetime) -> Iterator[Move]:
    """Everything that somebody may do with a card: the verbs of its page, and nothing else."""
    candidate, may, page = turn.candidate, access.may, request_url(row)
    led_by_other = row.manager is not None and row.manager_id != user.pk
    if may(user, "triage", row) and not led_by_other:
        yield Move(label=_("Take it"), to=Column.TRIAGE, verb="triage")
    if may(user, "allow", row):
        yield Move(label=_("Let it go on"), to=Column.SUBMITTED, opens=f"{page}?do=allow#step")
    if turn.step in (Step.CHOOSE, Step.PICK) and access.can_pick(user, row) and access.can_suggest(user, row):
        yield Move(label=_("Choose a customer"), to=Column.OWNER, opens=f"{page}{CHOOSE}")
    if candidate is not None:
        if turn.step is Step.APPROVE and may(user, "owner_approve", candidate):
            yield Move(label=_("Approve %(account)s") % {"account": candidate.account.name}, verb="owner_approve", of_candidate=True)
        if turn.step is Step.ASK and may(user, "ask", candidate):
            yield Move(label=_("Ask by mail"), to=Column.CUSTOMER, opens=f"{page}?do=ask#step")
        if candidate.state == CandidateState.ASKED and may(user, "accept", candidate):
            yield Move(label=_("They said yes"), to=Column.CONFIRMED, opens=f"{page}?do=accept#step")
        if is_due(candidate, turn, at=at) and may(user, "complete", candidate):
            yield Move(label=_("It took place"), to=Column.COMPLETED, verb="complete", of_candidate=True)
        if access.can_report_outcome(user, candidate):
            yield Move(label=_("Say how it went"), opens=f"{page}?do=report_outcome#step")
    if may(user, "reopen", row):
        yield Move(label=_("Look for a customer again"), to=Column.FINDING, opens=page)
    if may(user, "decline", row):
        yield Move(label=_("Decline"), opens=f"{page}?do=decline_request#step")


def why_not(to: Column) -> str:
    """Why a card cannot be moved to a column now."""
    words = {
        Column.SUBMITTED: _("Only what is held for a decision goes back to submitted, once somebody lets it go on."),
        Column.HELD: _("The rules hold a request when it is sent; nobody moves it there."),
        Column.TRIAGE: _("Only a new request is taken, by the manager who leads it or while nobody does."),
        Column.FINDING: _("A request is there once a customer was put forward, or when it is opened again."),
        Column.OWNER: _("The owner is asked when a customer is held. Choose one on the page of the request."),
        Column.CUSTOMER: _("The customer is asked once the owner has said yes."),
        Column.CONFIRMED: _("A request is confirmed when the customer says yes."),
        Column.COMPLETED: _("It is completed once it has taken place."),
    }
    return words[to]
