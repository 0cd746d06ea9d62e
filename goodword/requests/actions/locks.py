"""Locks in the one order of the house (account, request, candidate), and what every verb checks under them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet
from procrastinate.contrib.django import app

from goodword.customers.actions import lock_account, wait_for_account
from goodword.customers.models import Account
from goodword.journal.actions import record
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, NotFound, WrongState
from goodword.kernel.kept import Given, Kept
from goodword.kernel.transitions import can_move
from goodword.people.models import User
from goodword.people.queries import colleague
from goodword.policy.queries import BESIDE
from goodword.requests import access
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.states import CANDIDATE_MOVES, REQUEST_MOVES

Row = TypeVar("Row", bound=Model)

NEXT_IN_LINE = "goodword.requests.next_in_line"
DEBTS_PAID = "goodword.requests.debts_paid"


def _locked(rows: QuerySet[Row]) -> QuerySet[Row]:
    return rows.select_for_update(of=("self",), no_key=True)


_REQUEST = Kept(lambda: _locked(ReferenceRequest.objects.select_related("team", "requester", "manager")).filter(pk=Given("request")))
_WHOSE = Kept(lambda: Candidate.objects.filter(pk=Given("candidate")).only("account_id", "reference_request_id"))
_WAIT = Kept(lambda: _locked(ReferenceRequest.objects.filter(pk=Given("request")).only("pk")))
# Read once nobody else can change any of it: what stands beside a row that one had to wait for would be of before.
_CANDIDATE = Kept(
    lambda: _locked(Candidate.objects.filter(pk=Given("candidate"))).select_related(
        "account__owner__region",
        *(f"account__{name}" for name in BESIDE),
        "reference_request__team",
        "reference_request__requester",
        "reference_request__manager",
        "reference_request__region",
        "reference_request__opportunity__account",
        "contact",
        "approval__approver",
        "support__approver",
        "ledger_entry",
        "opinion__answered_by",
    )
)
_STATES = Kept(lambda: Candidate.objects.filter(reference_request=Given("request")).only("state", "asked_at"))


@dataclass(frozen=True, slots=True)
class Locked:
    """A candidate with its account and request, all locked and read afresh."""

    account: Account
    reference_request: ReferenceRequest
    candidate: Candidate


def lock_request(request_id: int) -> ReferenceRequest:
    """Lock one request and read it afresh. Raises NotFound."""
    row = _REQUEST.first(request=request_id)
    if row is not None and not _is_whole(row):
        row = _REQUEST.first(request=request_id)
    if row is None:
        raise NotFound
    return row


def _is_whole(row: ReferenceRequest) -> bool:
    """Whoever had to wait gets the row as it is by now, but nothing beside it that was changed meanwhile: a manager would be nobody."""
    beside = ((row.manager_id, row.manager), (row.team_id, row.team))
    return all(key == (found.pk if found is not None else None) for key, found in beside)


def lock_before(*, accounts: Iterable[int], requests: Iterable[int]) -> None:
    """Lock what several verbs in one transaction will touch, in the order of the house. Raises NotFound."""
    for account_id in sorted(set(accounts)):
        lock_account(account_id)
    for request_id in sorted(set(requests)):
        lock_request(request_id)


def lock_candidate(candidate_id: int) -> Locked:
    """Lock account, request and candidate in this order and read all three afresh. Raises NotFound."""
    known = _WHOSE.first(candidate=candidate_id)
    if known is None:
        raise NotFound
    wait_for_account(known.account_id)
    if _WAIT.first(request=known.reference_request_id) is None:
        raise NotFound
    candidate = _CANDIDATE.first(candidate=candidate_id)
    if candidate is None:
        raise NotFound
    return Locked(candidate.account, candidate.reference_request, candidate)


def lock_candidates(reference_request: ReferenceRequest, states: Iterable[str], *, but: int | None = None) -> list[Candidate]:
    """Lock the candidates of a locked request that are in some states, by key."""
    rows = Candidate.objects.select_for_update(of=("self",), no_key=True).select_related("approval", "support", "ledger_entry")
    found = rows.filter(reference_request=reference_request, state__in=[str(state) for state in states]).exclude(pk=but or 0).order_by("pk")
    for row in found:
        row.reference_request = reference_request
    return list(found)


def states_of_others(locked: Locked) -> list[str]:
    """The other candidates of a locked request as the approach limit counts them: nobody can change them while it is locked."""
    return [row.counts_as for row in _STATES.rows(request=locked.reference_request.pk) if row.pk != locked.candidate.pk]


def require(by: Actor, verb: str, candidate: Candidate) -> User | None:
    """Check actor, then state; returns the colleague who acts, if one does. Raises NotAllowed or WrongState."""
    user = colleague(by.person_id)
    if not access.actor_may(by, verb, candidate, user=user):
        raise NotAllowed
    if not can_move(CANDIDATE_MOVES, verb, candidate.state):
        raise WrongState(verb, candidate.state)
    return user


def require_on_request(by: Actor, verb: str, reference_request: ReferenceRequest) -> User:
    """Check the colleague, then the state. Raises NotAllowed or WrongState."""
    user = person(by)
    if not access.standings(user, reference_request) & access.REQUEST_VERBS.get(verb, frozenset()):
        raise NotAllowed
    if not can_move(REQUEST_MOVES, verb, reference_request.state):
        raise WrongState(verb, reference_request.state)
    return user


def person(by: Actor) -> User:
    """The active colleague who acts. Raises NotAllowed for anybody else."""
    user = colleague(by.person_id)
    if user is None:
        raise NotAllowed
    return user


def note_on(
    verb: str, row: ReferenceRequest | Candidate, *, by: Actor, at: datetime, note: str = "", also: Iterable[Model] = (), **data: Any
) -> Entry:
    """Record what happened to a request, or to a candidate, its request and its account; with the circle of the request."""
    if isinstance(row, ReferenceRequest):
        return record(verb, by=by, at=at, about=[row, *also], circle_id=row.circle_id, note=note, kind=row.kind, **data)
    reference_request = row.reference_request
    about = [row, reference_request, row.account, *([row.contact] if row.contact is not None else []), *also]
    return record(
        verb,
        by=by,
        at=at,
        about=about,
        circle_id=reference_request.circle_id,
        note=note,
        kind=reference_request.kind,
        request=reference_request.pk,
        candidate=row.pk,
        account=row.account_id,
        **data,
    )


def look_for_next(reference_request: ReferenceRequest) -> None:
    """After the commit, see who is next in line; in its own transaction, because that locks another account first."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("belongs to the transaction that ended the last candidate")
    app.configure_task(NEXT_IN_LINE).defer(request_id=reference_request.pk)


def look_at_what_waits_for_outcomes(requester_id: int) -> None:
    """After the commit, see which requests of somebody no longer owe an outcome; each in a transaction of its own."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("belongs to the transaction that reported the outcome")
    app.configure_task(DEBTS_PAID).defer(requester_id=requester_id)
