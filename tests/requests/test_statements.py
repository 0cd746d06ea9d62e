"""Words about a customer: every state, verb and role; whose turn it is; whoever is asked is away, leaves, or is not in the know."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from django.urls import reverse

from goodword.desk.actions.hand_over import hand_over
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.notifications import actions as mails
from goodword.people.models import Absence, Circle
from goodword.requests import actions
from goodword.requests.models import Candidate, ReferenceRequest, Statement
from goodword.requests.queries import hands
from goodword.requests.queries.ball import Step, turn_of
from goodword.requests.queries.balls import catch_up
from goodword.requests.queries.lists import with_ball
from goodword.requests.states import StatementState
from goodword.requests.tasks import pass_to_deputies, sweep
from tests.factories.people import a_person
from tests.requests.statements import approved, handed_in, investor_relations, said_yes, with_customer
from tests.requests.world import World, a_world, now, today

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# Written out: from where each verb leads on, and who may. Where it leads, `test_machines` says.
LEGAL = {
    "reopen": "owner customer approved declined",
    "hand_in": "draft changes",
    "pass": "owner",
    "return": "owner customer",
    "approve": "customer",
    "decline": "customer approved",
    "keep": "draft owner changes customer",
}
ROLES = {
    "manager": "reopen hand_in pass return approve decline keep",  # who may answer for the owner as well
    "seller": "reopen hand_in return approve decline keep",
    "owner": "pass return",
    "lead": "",
    "stranger": "",
}


@pytest.fixture
def world() -> World:
    return a_world()


def _turn(row: ReferenceRequest, *, days: int = 0) -> tuple[str, object, object]:
    at = now() + timedelta(days=days)
    fresh = with_ball(ReferenceRequest.objects.filter(pk=row.pk)).get()
    turn = turn_of(fresh, list(fresh.candidates.all()), at=at)
    catch_up(at=at)
    assert fresh.ball.step == turn.step.value
    assert fresh.ball.who_id == (turn.who.pk if turn.who else None)
    return (turn.todo.value if turn.todo else turn.step.value, turn.who or turn.contact, turn.due)


def test_who_may_do_what_in_every_state(world: World) -> None:
    candidate = said_yes(world)
    approved(world, candidate)
    stranger = a_person(name="Otto Brandt")
    people = {"manager": world.manager, "seller": world.seller, "owner": world.owner, "lead": world.lead, "stranger": stranger}
    wrong = []
    for verb, state, (name, user) in product(LEGAL, StatementState.values, people.items()):
        Statement.objects.update(state=state)
        fresh = Candidate.objects.select_related("reference_request__team", "statement__approval").get(pk=candidate.pk)
        may = verb in ROLES[name].split() and state in LEGAL[verb].split()
        if verb == "return":  # to the owner what waits for the owner, to the others what waits for the customer
            may &= name == "manager" or (name == "owner") is (state == "owner")
        if hands.may_word(user, verb, fresh) is not may:
            wrong.append((name, state, verb, not may))
    assert wrong == []
    assert set(LEGAL) == set(hands.STATEMENT_VERBS)


def test_each_step_has_its_turn_and_only_one(world: World) -> None:
    candidate = said_yes(world)
    row = candidate.reference_request
    day = today() + timedelta(days=120)
    assert _turn(row) == ("write_words", world.seller, day - timedelta(days=28))
    handed_in(world, candidate)
    assert _turn(row)[:2] == ("owner_words", world.owner)
    actions.return_words(candidate, remark="Shorter.", by=Actor.person(world.owner), at=now())
    assert _turn(row)[:2] == ("mend_words", world.seller)
    with_customer(world, candidate)
    assert _turn(row) == ("answer_words", world.contact, today() + timedelta(days=10))
    actions.answer_words(candidate, verb="decline", by=Actor.contact(world.contact), at=now())
    assert _turn(row)[:2] == ("no_words", world.manager)
    approved(world, candidate)
    assert _turn(row) == (Step.PREPARE.value, world.seller, day)
    actions.write_words(candidate, words="Vestara is glad.", without_name="They are glad.", by=Actor.person(world.seller), at=now())
    assert _turn(row)[:2] == ("mend_words", world.seller)
    actions.keep_approved_words(candidate, by=Actor.person(world.seller), at=now())
    assert _turn(row, days=120)[:2] == (Step.PREPARE.value, world.seller)
    assert _turn(row, days=121)[:2] == (Step.CONFIRM.value, world.seller)
    actions.complete(candidate, by=Actor.person(world.seller), at=now())
    assert _turn(row)[:2] == (Step.OUTCOME.value, world.seller)


def test_the_owner_reads_on_what_i_must_confirm_and_agrees_with_one_click(world: World) -> None:
    candidate = said_yes(world)
    statement = handed_in(world, candidate)
    page = world.as_(world.owner).get(reverse("requests:confirm")).content.decode()
    assert statement.words in page
    assert "One customer to confirm" in page
    assert "May we say this about Vestara Insurance?" in world.as_(world.owner).get(reverse("desk:home")).content.decode()
    sent = {"words": statement.words, "without_name": statement.without_name, "version": statement.version, "pass": "yes"}
    url = reverse("requests:words", args=[candidate.reference_request_id, candidate.pk])
    for _press in range(2):
        assert world.as_(world.owner).post(url, sent).status_code == 302
    assert Statement.objects.get().state == "customer"
    assert Statement.objects.get().version == 1


def test_a_silent_owner_is_reminded_and_their_deputy_or_the_manager_steps_in(world: World) -> None:
    candidate = said_yes(world)
    handed_in(world, candidate)
    assert sweep(now() + timedelta(days=30))["reminded_of_words"] == 1
    assert sweep(now() + timedelta(days=30))["reminded_of_words"] == 0
    statement = Statement.objects.select_related("approval").get()
    assert statement.approval is not None
    assert (statement.approval.approver, statement.approval.deputy_for) == (world.manager, world.owner)
    assert actions.pass_words(candidate, by=Actor.person(world.owner), at=now())
    assert Statement.objects.get().state == "customer"


def test_who_is_away_is_stood_in_for_and_a_leaver_hands_it_over(world: World) -> None:
    candidate, deputy, boss = said_yes(world), a_person(name="Noor Haddad"), a_person("administrator", name="Agnes Pell")
    handed_in(world, candidate)
    Absence.objects.create(user=world.owner, deputy=deputy, from_on=today() - timedelta(days=1), to_on=today() + timedelta(days=2))
    assert pass_to_deputies(now()) == 1
    assert _turn(candidate.reference_request)[:2] == ("owner_words", deputy)
    assert world.as_(deputy).get(reverse("requests:request", args=[candidate.reference_request_id])).status_code == 200
    told = mails.write("words_question", entry_id=_newest("approval.delegated"), at=now())
    assert [mail.to_user for mail in told] == [deputy]
    assert mails.write("owner_question", entry_id=_newest("approval.delegated"), at=now()) == []
    heir = a_person("account_owner", name="Ida Moen")
    assert hand_over(deputy, to=heir, by=boss, at=now())
    assert _turn(candidate.reference_request)[:2] == ("owner_words", heir)


def _newest(verb: str) -> int:
    return Entry.objects.filter(verb=verb).latest("pk").pk


def test_of_confidential_words_nothing_is_seen_outside_and_who_is_asked_is_let_in(world: World) -> None:
    ines, candidate = investor_relations(), said_yes(world)
    circle = Circle.objects.create()
    circle.people.add(world.seller, world.manager)
    ReferenceRequest.objects.update(circle=circle, is_confidential=True)
    fresh = Candidate.objects.select_related("statement").get(pk=candidate.pk)
    handed_in(world, fresh)
    assert world.owner in circle.people.all()
    page = reverse("requests:words", args=[candidate.reference_request_id, candidate.pk])
    assert world.as_(world.owner).get(page).status_code == 200
    for outsider in (ines, world.lead, a_person(name="Otto Brandt")):
        assert world.as_(outsider).get(page).status_code == 404
        assert world.as_(outsider).post(page, {"pass": "yes"}).status_code == 404
    circle.people.remove(world.owner)
    assert world.as_(world.owner).get(page).status_code == 404
    assert "Vestara" not in world.as_(world.owner).get(reverse("requests:confirm")).content.decode()


def test_who_is_let_go_or_takes_the_yes_back_is_not_quoted(world: World) -> None:
    gone = said_yes(world)
    approved(world, gone)
    actions.decline(gone, by=Actor.contact(world.contact), at=now(), instead_of_yes=True)
    assert Statement.objects.get().usable is None
    page = world.as_(world.seller).get(reverse("requests:request", args=[gone.reference_request_id])).content.decode()
    assert "data-copy" not in page
