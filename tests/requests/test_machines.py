"""Every state machine walked: each (state, verb) on a real row, and each (state, verb, role) through the verb itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.db import models, transaction

from goodword.approvals.models import Approval
from goodword.approvals.states import MOVES as APPROVAL_MOVES
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.kernel.transitions import move
from goodword.people.kinds import Role
from goodword.people.models import User
from goodword.requests import actions
from goodword.requests.models import Candidate, PlanningCall, Preparation, ReferenceRequest, Statement
from goodword.requests.states import CANDIDATE_MOVES, PLANNING_MOVES, PREPARATION_MOVES, REQUEST_MOVES, STATEMENT_MOVES
from tests.factories.people import a_person
from tests.requests.events import said_yes
from tests.requests.exceptional import exceptional_world
from tests.requests.statements import approved as words_approved
from tests.requests.statements import said_yes as said_yes_to_words
from tests.requests.test_access import CANDIDATE_LEGAL, CANDIDATE_ROLES, REQUEST_LEGAL, REQUEST_ROLES, roles_of
from tests.requests.test_events import LEGAL as PART_LEGAL
from tests.requests.test_statements import LEGAL as WORDS_LEGAL
from tests.requests.world import World, a_world, now

# Each try is a transaction of its own: in one for all, every statement would step over the rows that the tries before left.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

# Written out: where each verb leads. From where, `test_access` and `test_events` say.
REQUEST_TO = {
    "submit": "submitted", "hold_for_exception": "held", "allow": "submitted", "triage": "triage", "source": "sourcing",
    "confirm": "confirmed", "reopen": "sourcing", "complete": "completed", "settle": "completed", "report_outcome": "outcome_reported",
    "close_unfulfilled": "unfulfilled", "decline": "declined", "withdraw": "withdrawn", "cancel": "cancelled",
}  # fmt: skip
CANDIDATE_TO = {
    "shortlist": "shortlisted", "hold": "held", "owner_approve": "owner_approved", "owner_decline": "owner_declined", "ask": "asked",
    "take_back": "owner_approved", "accept": "accepted", "decline": "declined", "expire_hold": "released", "expire_ask": "no_answer",
    "introduce": "introduced", "schedule": "scheduled", "complete": "done", "miss": "missed", "release": "released",
}  # fmt: skip
PART_TO = {
    "content_triage": "triage", "content_backlog": "backlog", "content_assign": "queue", "content_begin": "in_progress",
    "content_wait": "waiting", "content_complete": "completed", "content_transfer": "transferred", "content_decline": "declined",
    "content_cancel": "canceled", "content_reopen": "triage",
    "kit_send": "sent", "kit_return": "changes", "kit_approve": "approved",
    "plan_show": "shown", "plan_send": "sent", "plan_approve": "approved", "plan_return": "changes", "plan_decline": "declined",
    "reuse_review": "reviewed",
}  # fmt: skip
WORDS_TO = {
    "reopen": "draft", "hand_in": "owner", "pass": "customer", "return": "changes", "approve": "approved", "decline": "declined",
    "keep": "approved",
}  # fmt: skip
APPROVAL_TO = {"approve": "approved", "decline": "declined", "withdraw": "withdrawn"}
PLANNING_TO = {"move": "booked", "cancel": "cancelled"}
Legal = dict[str, str]


@contextmanager
def left_as_it_was() -> Iterator[None]:
    """Whatever is done here is undone."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def walk(row: models.Model, moves: Any, legal: Legal, to: Legal, *, field: str = "state") -> None:
    """Move a row by every verb out of every state: where the table says, or nowhere."""
    assert set(moves) == set(legal) == set(to)
    states = states_of(row, field)
    assert {state for each in legal.values() for state in each.split()} | set(to.values()) <= set(states)
    rows = type(row)._default_manager.filter(pk=row.pk)
    for verb, state in product(legal, states):
        with left_as_it_was():
            rows.update(**{field: state})
            fresh = rows.get()
            try:
                move(fresh, moves, verb, at=now(), field=field)
                reached = to[verb] if state in legal[verb].split() else "nowhere"
            except WrongState:
                reached = state if state not in legal[verb].split() else "refused"
            assert rows.values_list(field, flat=True).get() == reached, (verb, state)


def test_every_state_and_verb_of_a_request_and_a_candidate_leads_where_the_table_says() -> None:
    candidate = a_world().held()
    walk(candidate.reference_request, REQUEST_MOVES, REQUEST_LEGAL, REQUEST_TO)
    assert candidate.approval is not None
    walk(candidate.approval, APPROVAL_MOVES, dict.fromkeys(APPROVAL_TO, "open"), APPROVAL_TO)
    walk(candidate, CANDIDATE_MOVES, CANDIDATE_LEGAL, CANDIDATE_TO)


def test_every_state_and_verb_of_what_is_prepared_leads_where_the_table_says() -> None:
    world = a_world()
    candidate = said_yes(world)
    prepared = Preparation.objects.get(candidate=candidate)

    def named(table: Legal, part: str) -> Legal:
        return {verb.removeprefix(f"{part}_"): states for verb, states in table.items() if verb.startswith(f"{part}_")}

    for part, moves in PREPARATION_MOVES.items():
        walk(prepared, moves, named(PART_LEGAL, part), named(PART_TO, part), field=f"{part}_state")
    call = actions.book_call(candidate, kind="planning", starts_at=now() + timedelta(days=5), by=Actor.person(world.seller), at=now())
    assert isinstance(call, PlanningCall)
    walk(call, PLANNING_MOVES, dict.fromkeys(PLANNING_TO, "booked"), PLANNING_TO)


def test_every_state_and_verb_of_words_about_a_customer_leads_where_the_table_says() -> None:
    world = a_world()
    words_approved(world, said_yes_to_words(world))
    walk(Statement.objects.get(), STATEMENT_MOVES, WORDS_LEGAL, WORDS_TO)


REQUEST_DO: dict[str, Callable[[ReferenceRequest, Actor], Any]] = {
    "submit": lambda row, by: actions.submit(row, by=by, at=now()),
    "allow": lambda row, by: actions.allow(row, reason="So.", by=by, at=now()),
    "triage": lambda row, by: actions.triage(row, by=by, at=now()),
    "confirm": lambda row, by: actions.confirm(row, by=by, at=now()),
    "reopen": lambda row, by: actions.reopen(row, by=by, at=now()),
    "settle": lambda row, by: actions.settle(row, words="So.", by=by, at=now()),
    "close_unfulfilled": lambda row, by: actions.close_unfulfilled(row, by=by, at=now()),
    "decline": lambda row, by: actions.decline_request(row, reason="So.", by=by, at=now()),
    "withdraw": lambda row, by: actions.withdraw(row, by=by, at=now()),
    "cancel": lambda row, by: actions.cancel(row, reason="So.", by=by, at=now()),
}
SOON = timedelta(days=2)
CANDIDATE_DO: dict[str, Callable[[Candidate, Actor], Any]] = {
    "shortlist": lambda row, by: actions.shortlist(row, by=by, at=now()),
    "hold": lambda row, by: actions.hold(row, by=by, at=now()),
    "owner_approve": lambda row, by: actions.owner_approve(row, by=by, at=now()),
    "owner_decline": lambda row, by: actions.owner_decline(row, reason="So.", by=by, at=now()),
    "ask": lambda row, by: actions.ask(row, by=by, at=now()),
    "take_back": lambda row, by: actions.take_back(row, by=by, at=now()),
    "accept": lambda row, by: actions.accept(row, by=by, at=now()),
    "decline": lambda row, by: actions.decline(row, by=by, at=now()),
    "introduce": lambda row, by: actions.introduce(row, by=by, at=now()),
    "schedule": lambda row, by: actions.schedule(row, starts_at=now() + SOON, by=by, at=now()),
    "complete": lambda row, by: actions.complete(row, by=by, at=now()),
    "miss": lambda row, by: actions.miss(row, by=by, at=now()),
    "release": lambda row, by: actions.release(row, by=by, at=now()),
}


def states_of(row: models.Model, field: str = "state") -> list[str]:
    """Every state that a row may have."""
    return [code for code, _label in getattr(type(row), field).field.choices]


def came_of(do: Callable[..., Any], *given: Any) -> str:
    """What came of a verb. A refusal in words is an answer too: this person may, in this state."""
    try:
        do(*given)
    except NotAllowed:
        return "not allowed"
    except WrongState:
        return "wrong state"
    return "done"


def try_all(row: models.Model, does: Any, legal: Legal, roles: Legal, people: dict[str, User]) -> list[tuple[str, str, str, str]]:
    """Every verb in every state by the first who may, and by everybody where the state allows it.

    Whoever may not, or not now, leaves nothing behind. Returns what came out otherwise than the tables say.
    """
    wrong, rows = [], type(row)._default_manager.filter(pk=row.pk)
    states = states_of(row)
    written, kept = Entry.objects.count(), {name: value for name, value in rows.values().get().items() if name != "state"}
    for (verb, do), state in product(does.items(), states):
        allowed = [name for name in people if verb in roles[name].split()]
        can = state in legal[verb].split()
        for name in people if can else allowed[:1]:
            with left_as_it_was():
                rows.update(state=state)
                fresh = rows.get()
                came = came_of(do, fresh, Actor.person(people[name]))
                if came != ("wrong state" if not can else "done" if name in allowed else "not allowed"):
                    wrong.append((name, state, verb, came))
                if came != "done":
                    assert rows.values().get() == {**kept, "state": state}
                    assert Entry.objects.count() == written
    return wrong


def people_of(world: World) -> dict[str, User]:
    """One person for each way to stand to it; an administrator stands as a manager does, and comes last."""
    people = roles_of(world)
    return {name: people[name] for name in ("manager", "seller", "lead", "owner", "stranger")}


def test_every_verb_of_a_request_does_what_the_tables_say_and_otherwise_nothing() -> None:
    world = a_world()
    row, people = world.draft(), people_of(world)
    ReferenceRequest.objects.filter(pk=row.pk).update(manager=world.manager)
    settle = {"settle": REQUEST_DO["settle"]}
    of_a_call = {verb: do for verb, do in REQUEST_DO.items() if verb not in settle}
    assert try_all(row, of_a_call, REQUEST_LEGAL, REQUEST_ROLES, people) == []
    ReferenceRequest.objects.filter(pk=row.pk).update(kind="general", opportunity=None)
    assert try_all(row, settle, REQUEST_LEGAL, {**REQUEST_ROLES, "manager": "settle"}, people) == []


def test_every_verb_of_a_candidate_does_what_the_tables_say_and_otherwise_nothing() -> None:
    world = a_world()
    people = people_of(world)
    del people["lead"]  # who stands to a candidate as any stranger does: `test_access` says so
    assert try_all(world.held(), CANDIDATE_DO, CANDIDATE_LEGAL, CANDIDATE_ROLES, people) == []


def test_every_verb_of_an_exception_by_everybody_in_every_state() -> None:
    world = exceptional_world()
    review = world.late()
    asked, other, deputy = world.reviewer, a_person(Role.EXCEPTION_REVIEWER), a_person(name="Noor Haddad")
    assert asked is not None
    Approval.objects.filter(pk=review.approval_id or 0).update(deputy_for=deputy)
    people = {"asked": asked, "deputy_for": deputy, "other": other, **people_of(world), "csm": a_person(Role.CSM)}
    decides = {"asked", "deputy_for", "other"}
    does: dict[str, Callable[[Actor], Any]] = {
        "approve": lambda by: actions.approve_exception(review, reason="So.", by=by, at=now()),
        "decline": lambda by: actions.decline_exception(review, reason="So.", by=by, at=now()),
        "delegate": lambda by: actions.delegate_exception(review, to=world.manager, by=by, at=now()),
    }
    row, written, wrong = review.reference_request, Entry.objects.count(), []
    states = [("held", state) for state in ("open", "approved", "declined", "withdrawn")] + [
        (state, "open") for state in ("submitted", "sourcing", "withdrawn")
    ]
    for (verb, do), (of_request, of_approval) in product(does.items(), states):
        is_open = (of_request, of_approval) == ("held", "open")
        for name in people if is_open else ["asked"]:
            with left_as_it_was():
                ReferenceRequest.objects.filter(pk=row.pk).update(state=of_request)
                Approval.objects.filter(pk=review.approval_id or 0).update(state=of_approval)
                came = came_of(do, Actor.person(people[name]))
                if came != ("wrong state" if not is_open else "done" if name in decides else "not allowed"):
                    wrong.append((name, of_request, of_approval, verb, came))
                if came != "done":
                    assert Entry.objects.count() == written
    assert wrong == []
