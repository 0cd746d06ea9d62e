"""What I must confirm: every open question on one page, answered one after another without leaving it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from goodword.kernel.actor import Actor
from goodword.people.models import Absence, User
from goodword.requests import actions
from goodword.requests.models import Candidate
from goodword.requests.tasks import pass_to_deputies
from tests.factories.people import a_manager, a_person
from tests.requests.world import World, a_customer, a_world, now, today

pytestmark = pytest.mark.django_db


def held_too(world: World, name: str, **asked: object) -> Candidate:
    account = a_customer(name, owner=world.owner)
    made = actions.hold(world.put_forward(world.sent(**asked), account), by=Actor.person(world.manager), at=now())
    assert isinstance(made, actions.Held), made
    return made.candidate


def page(world: World, who: User) -> str:
    return world.as_(who).get(reverse("requests:confirm")).content.decode()


@pytest.mark.slow
def test_all_questions_stand_on_one_page_and_are_answered_one_after_another() -> None:
    world = a_world()
    first, second = world.held(), held_too(world, "Merrow Payments")
    shown = page(world, world.owner)
    for words in (
        "2 customers to confirm",
        "Vestara Insurance",
        "Merrow Payments",
        "Sven Aalto asks for",
        "How the move went.",
        "Asked, 12 months",
    ):
        assert words in shown
    home = world.as_(world.owner).get("/").content.decode()
    assert reverse("requests:confirm") in home
    client, url = world.as_(world.owner), reverse("requests:confirm_answer", args=[first.pk])
    after = client.post(url, {"answer": "yes"}, headers={"HX-Request-Type": "partial"}).content.decode()
    assert "Vestara Insurance may be asked" in after
    assert "One customer to confirm" in after
    assert "Merrow Payments" in after
    no = reverse("requests:confirm_answer", args=[second.pk])
    empty = client.post(no, {"answer": "no", "reason": " "})
    assert empty.status_code == 422
    assert 'aria-invalid="true"' in empty.content.decode()
    after = client.post(no, {"answer": "no", "reason": "In a tender."}, follow=True).content.decode()
    assert "Nothing to confirm" in after
    assert [Candidate.objects.get(pk=each.pk).state for each in (first, second)] == ["owner_approved", "owner_declined"]


@pytest.mark.slow
def test_only_who_is_asked_sees_a_question_and_whoever_is_second_is_told() -> None:
    world = a_world()
    row = world.held(is_confidential=True)
    url = reverse("requests:confirm_answer", args=[row.pk])
    stranger, elif_ = a_person(name="Otto Berg"), a_manager(name="Elif Kaya")
    for who in (stranger, elif_, world.seller):
        assert "Vestara" not in page(world, who)
    assert world.as_(stranger).post(url, {"answer": "yes"}).status_code == 404
    assert world.as_(elif_).post(url, {"answer": "yes"}).status_code == 404
    assert world.as_(world.seller).post(url, {"answer": "yes"}).status_code == 403
    actions.owner_approve(row, by=Actor.person(world.owner), at=now())
    assert "Somebody was faster" in world.as_(world.owner).post(url, {"answer": "no", "reason": "Late."}, follow=True).content.decode()


@pytest.mark.slow
def test_who_stands_in_answers_in_their_place() -> None:
    world, deputy = a_world(), a_person("account_owner", name="Lars Moen")
    world.held()
    Absence.objects.create(user=world.owner, deputy=deputy, from_on=today() - timedelta(days=1), to_on=today() + timedelta(days=5))
    assert pass_to_deputies(now()) == 1
    assert "In the place of Priya Nair." in page(world, deputy)
