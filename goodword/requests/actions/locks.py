"""Locks in the one order of the house (account, request, candidate), and what every verb checks under them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from procrastinate.contrib.django import app

from goodword.customers.actions import lock_account
from goodword.customers.models import Account
from goodword.journal.actions import record
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, NotFound, WrongState
from goodword.kernel.transitions import can_move
from goodword.people.models import User
from goodword.requests import access
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.states import CANDIDATE_MOVES, REQUEST_MOVES

NEXT_IN_LINE = "goodword.requests.next_in_line"
DEBTS_PAID = "goodword.requests.debts_paid"


@dataclass(frozen=True, slots=True)
class Locked:
    """A candidate with its account and request, all locked and read afresh."""

    account: Account
    reference_request: ReferenceRequest
    candidate: Candidate


def lock_request(request_id: int) -> ReferenceRequest:
    """Lock one request and read it afresh. Raises NotFound."""
    row = (
        ReferenceRequest.objects.select_for_update(of=("self",), no_key=True)
        .select_related("team", "requester", "manager")
        .filter(pk=request_id)
        .first()
    )
    if row is None:
        raise NotFound
    return row


def lock_before(*, accounts: Iterable[int], requests: Iterable[int]) -> None:
    """Lock what several verbs in one transaction will touch, in the order of the house. Raises NotFound."""
    for account_id in sorted(set(accounts)):
        lock_account(account_id)
    for request_id in sorted(set(requests)):
        lock_request(request_id)


def lock_candidate(candidate_id: int) -> Locked:
    """Lock account, request and candidate in this order and read all three afresh. Raises NotFound."""
    ids = Candidate.objects.filter(pk=candidate_id).values_list("account_id", "reference_request_id").first()
    if ids is None:
        raise NotFound
    account, reference_request = lock_account(ids[0]), lock_request(ids[1])
    candidate = (
        Candidate.objects.select_for_update(of=("self",), no_key=True)
        .select_related("contact", "approval", "approval__approver", "ledger_entry", "decision")
        .get(pk=candidate_id)
    )
    candidate.account, candidate.reference_request = account, reference_request
    return Locked(account, reference_request, candidate)


def lock_candidates(reference_request: ReferenceRequest, states: Iterable[str], *, but: int | None = None) -> list[Candidate]:
    """Lock the candidates of a locked request that are in some states, by key."""
    rows = Candidate.objects.select_for_update(of=("self",), no_key=True).select_related("approval", "ledger_entry")
    found = rows.filter(reference_request=reference_request, state__in=[str(state) for state in states]).exclude(pk=but or 0).order_by("pk")
    for row in found:
        row.reference_request = reference_request
    return list(found)


def require(by: Actor, verb: str, candidate: Candidate) -> None:
    """Check actor, then state. Raises NotAllowed or WrongState."""
    if not access.actor_may(by, verb, candidate):
        raise NotAllowed
    if not can_move(CANDIDATE_MOVES, verb, candidate.state):
        raise WrongState(verb, candidate.state)


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
    user = User.objects.filter(pk=by.person_id, is_active=True).first() if by.person_id is not None else None
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
