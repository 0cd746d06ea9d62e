"""While somebody is away their deputy answers: what is open and what is new, both of them, the first answer counts."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from goodword.approvals.models import Approval
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.errors import WrongState
from goodword.notifications.actions import write
from goodword.people.actions import change_absence, deactivate, set_absence
from goodword.people.models import Absence, User
from goodword.people.queries import circle_ids
from goodword.requests import actions
from goodword.requests.models import Candidate
from goodword.requests.queries.work import my_turns
from goodword.requests.tasks import pass_to_deputies, sweep
from tests.factories.people import a_person
from tests.requests.world import World, a_world, now, today

pytestmark = pytest.mark.django_db


def away(person: User, deputy: User | None, *, begins: int = 0, days: int = 5) -> Absence:
    first = today() + timedelta(days=begins)
    noted = set_absence(person, from_on=first, to_on=first + timedelta(days=days), deputy=deputy, by=person, at=now())
    assert isinstance(noted, Absence), noted
    return noted


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def lars() -> User:
    return a_person("account_owner", name="Lars Moen")


def page_of(world: World, row: Candidate, user: User) -> str:
    return world.as_(user).get(reverse("requests:request", args=[row.reference_request_id])).content.decode()


@pytest.mark.slow
def test_what_is_open_goes_to_the_deputy_when_the_absence_begins(world: World, lars: User) -> None:
    row = world.held()
    away(world.owner, lars, begins=3)
    assert pass_to_deputies(now()) == 0
    at = now() + timedelta(days=3)
    assert sweep(at)["passed_to_deputies"] == 1
    assert sweep(at)["passed_to_deputies"] == 0
    approval = Approval.objects.get()
    assert (approval.approver, approval.deputy_for) == (lars, world.owner)
    assert approval.due_at > at
    row.refresh_from_db()
    assert actions.owner_approve(row, by=Actor.person(lars), at=at).state == "owner_approved"


@pytest.mark.slow
def test_the_day_begins_where_the_person_is(world: World, lars: User) -> None:
    User.objects.filter(pk=world.owner.pk).update(time_zone="Pacific/Auckland")
    world.held()
    absence = away(world.owner, lars, begins=3)
    begins = datetime.combine(absence.from_on, datetime.min.time(), tzinfo=now().tzinfo) - timedelta(hours=11)
    assert pass_to_deputies(begins - timedelta(hours=3)) == 0
    assert pass_to_deputies(begins) == 1


@pytest.mark.slow
def test_new_questions_go_straight_to_the_deputy_and_the_page_says_so(world: World, lars: User) -> None:
    absence = away(world.owner, lars)
    request = world.sent()
    world.put_forward(request)
    before = world.as_(world.manager).get(reverse("requests:request", args=[request.pk])).content.decode()
    assert "Priya Nair is away, so a place is held, and Lars Moen is asked, who stands in." in before
    made = actions.hold(request.candidates.get(), by=Actor.person(world.manager), at=now())
    assert isinstance(made, actions.Held)
    assert made.approval.approver == lars
    assert "In the place of Priya Nair, who is away until" in page_of(world, made.candidate, world.manager)
    Absence.objects.filter(pk=absence.pk).delete()
    assert "who may answer as well: the first answer counts" in page_of(world, made.candidate, world.manager)


@pytest.mark.slow
def test_both_have_it_on_their_page_and_the_first_answer_counts(world: World, lars: User) -> None:
    row = world.held()
    away(world.owner, lars)
    pass_to_deputies(now())
    assert my_turns(lars, at=now()) == my_turns(world.owner, at=now()) == [row.reference_request_id]
    row.refresh_from_db()
    actions.owner_approve(row, by=Actor.person(world.owner), at=now())
    told = write("answered_already", entry_id=Entry.objects.get(verb="candidate.owner_approved").pk, at=now())
    assert [mail.to_user for mail in told] == [lars]
    with pytest.raises(WrongState):
        actions.owner_decline(row, reason="Not now.", by=Actor.person(lars), at=now())
    assert my_turns(lars, at=now()) == my_turns(world.owner, at=now()) == []


@pytest.mark.slow
def test_of_a_confidential_request_the_deputy_is_let_know_only_for_what_they_answer(world: World, lars: User) -> None:
    one, other = world.held(is_confidential=True), world.sent(is_confidential=True)
    assert circle_ids(lars) == frozenset()
    away(world.owner, lars)
    pass_to_deputies(now())
    assert circle_ids(lars) == {one.reference_request.circle_id}
    assert world.as_(lars).get(reverse("requests:request", args=[other.pk])).status_code == 404


@pytest.mark.slow
def test_a_deputy_who_goes_away_too_passes_it_on_and_one_who_left_does_not_answer(world: World, lars: User) -> None:
    kenji, boss = a_person(name="Kenji Mori"), a_person("administrator")
    world.held()
    away(world.owner, lars)
    pass_to_deputies(now())
    away(lars, kenji)
    assert pass_to_deputies(now()) == 1
    approval = Approval.objects.get()
    assert (approval.approver, approval.deputy_for) == (kenji, world.owner)
    deactivate(kenji, by=boss, at=now())
    assert pass_to_deputies(now()) == 0
    page = world.as_(lars).get(reverse("people:settings")).content.decode()
    assert "Kenji Mori has left, so nobody stands in. Choose somebody else." in page


@pytest.mark.slow
def test_a_deputy_who_said_yes_may_write_down_that_the_customer_was_asked(world: World, lars: User) -> None:
    row = world.held()
    away(world.owner, lars)
    pass_to_deputies(now())
    row.refresh_from_db()
    actions.owner_approve(row, by=Actor.person(lars), at=now())
    assert "They were asked already" in page_of(world, row, lars)
    written = actions.record_ask(row, how="call", asked_at=now(), by=Actor.person(lars), at=now())
    assert isinstance(written, Candidate), written
    assert written.state == "asked"


@pytest.mark.slow
def test_whoever_is_waited_for_is_said_to_be_away_with_who_answers(world: World) -> None:
    noor = a_person("reference_manager", name="Noor Haddad")
    row = world.approved()
    away(world.manager, noor)
    page = page_of(world, row, world.seller)
    assert "Away until" in page
    assert "Noor Haddad answers." in page


@pytest.mark.slow
def test_another_deputy_gets_what_is_open(world: World, lars: User) -> None:
    kenji = a_person(name="Kenji Mori")
    world.held()
    absence = away(world.owner, None)
    assert pass_to_deputies(now()) == 0
    changed = change_absence(absence.pk, from_on=absence.from_on, to_on=absence.to_on, deputy=kenji, by=world.manager, at=now())
    assert isinstance(changed, Absence)
    assert pass_to_deputies(now()) == 1
    assert Approval.objects.get().approver == kenji
