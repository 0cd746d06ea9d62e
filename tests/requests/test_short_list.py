"""The short list is refined: owners say whether it is a good idea, the manager takes some off, the requester agrees."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.kernel.refusal import Refused
from goodword.notifications import actions as notifications
from goodword.notifications.actions import Composed
from goodword.notifications.models import Mail
from goodword.requests import actions
from goodword.requests.models import Opinion, ReferenceRequest
from tests.factories.people import a_person
from tests.requests.short_lists import a_list, an_event
from tests.requests.world import World, a_world, now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("some_cities")]


@pytest.fixture
def world() -> World:
    return a_world()


def _asked(world: World, row: ReferenceRequest) -> None:
    assert actions.ask_owners(row, by=Actor.person(world.manager), at=now())


def _letter(world: World) -> Composed:
    """The one mail to the owner, with a link that works."""
    entry = Entry.objects.filter(verb="request.owners_asked").latest("pk")
    notifications.write("owner_opinions", entry_id=entry.pk, at=now())
    composed = notifications.compose(Mail.objects.get(message="owner_opinions", to_user=world.owner), at=now())
    assert isinstance(composed, Composed), composed
    return composed


@pytest.mark.slow
def test_owners_are_asked_once_and_answer_on_the_page(world: World) -> None:
    row = an_event(world)
    one, two = a_list(world, row, "Aveleda", "Belmar")
    url = reverse("requests:ask_owners", args=[row.pk])
    assert "Ask the owners of 2 customers" in world.as_(world.manager).get(reverse("requests:request", args=[row.pk])).content.decode()
    for _again in range(2):
        assert world.as_(world.manager).post(url).status_code == 302
    assert Opinion.objects.filter(asked=world.owner, answer="").count() == 2
    page = world.as_(world.owner).get(reverse("requests:request", args=[row.pk])).content.decode()
    assert page.count('value="good"') == 2
    for candidate, said in ((one, {"answer": "good"}), (two, {"answer": "bad", "reason": "They spoke in May."})):
        answer = reverse("requests:opinion", args=[row.pk, candidate.pk])
        for _again in range(2):
            assert world.as_(world.owner).post(answer, said).status_code == 302
    page = world.as_(world.seller).get(reverse("requests:request", args=[row.pk])).content.decode()
    assert "They spoke in May." in page
    assert "2 of 2 owners answered" in page
    assert "Hold Aveleda" in world.as_(world.manager).get(reverse("requests:request", args=[row.pk])).content.decode()


@pytest.mark.slow
def test_an_objection_needs_a_reason_and_only_who_is_asked_may_give_it(world: World) -> None:
    row = an_event(world)
    (one,) = a_list(world, row, "Aveleda")
    with pytest.raises(NotAllowed):
        actions.give_opinion(one, good=True, by=Actor.person(world.owner), at=now())  # nobody asked yet
    _asked(world, row)
    assert isinstance(actions.give_opinion(one, good=False, reason="  ", by=Actor.person(world.owner), at=now()), Refused)
    for other in (world.seller, a_person(), world.manager):
        with pytest.raises(NotAllowed):
            actions.give_opinion(one, good=True, by=Actor.person(other), at=now())
    assert world.as_(a_person()).post(reverse("requests:opinion", args=[row.pk, one.pk]), {"answer": "good"}).status_code == 404
    assert actions.give_opinion(one, good=True, by=Actor.person(world.owner), at=now())
    assert actions.give_opinion(one, good=False, reason="On second thoughts.", by=Actor.person(world.owner), at=now())
    actions.hold(one, by=Actor.person(world.manager), at=now())
    with pytest.raises(WrongState):
        actions.give_opinion(one, good=True, by=Actor.person(world.owner), at=now())


@pytest.mark.slow
def test_of_owner_and_success_manager_the_first_answer_holds(world: World) -> None:
    row, csm = an_event(world), a_person(name="Jonas Weir")
    (one,) = a_list(world, row, "Aveleda")
    one.account.csm = csm
    one.account.save()
    _asked(world, row)
    actions.give_opinion(one, good=True, by=Actor.person(csm), at=now())
    with pytest.raises(WrongState):
        actions.give_opinion(one, good=False, reason="No.", by=Actor.person(world.owner), at=now())
    assert Opinion.objects.get().answered_by == csm


@pytest.mark.slow
def test_one_mail_an_owner_leads_to_a_page_that_takes_each_answer(world: World) -> None:
    row = an_event(world)
    one, two = a_list(world, row, "Aveleda", "Belmar")
    _asked(world, row)
    letter = _letter(world)
    assert "Aveleda, Belmar" in letter.text
    guest, found = Client(), [urlsplit(letter.url).path]
    assert "these 2 customers" in guest.get(found[0]).content.decode()
    assert guest.post(found[0], {"candidate": one.pk, "decision": "yes"}).status_code == 302
    assert guest.post(found[0], {"candidate": two.pk, "decision": "no", "reason": " "}).status_code == 422
    assert guest.post(found[0], {"candidate": two.pk, "decision": "no", "reason": "Let them rest."}).status_code == 302
    assert guest.post(found[0], {"candidate": 10**9, "decision": "yes"}).status_code == 302
    assert sorted(Opinion.objects.values_list("answer", "words")) == [("bad", "Let them rest."), ("good", "")]
    assert "that is all we wanted to know" in guest.get(found[0]).content.decode()


@pytest.mark.slow
def test_who_is_taken_off_keeps_the_reason_and_may_come_back(world: World) -> None:
    row = an_event(world)
    (one,) = a_list(world, row, "Aveleda")
    url = reverse("requests:take_off", args=[row.pk, one.pk])
    world.as_(world.manager).post(url, {"reason": ""})
    one.refresh_from_db()
    assert one.state == "shortlisted"
    for _again in range(2):
        world.as_(world.manager).post(url, {"reason": "Too small a story."})
    one.refresh_from_db()
    assert one.state == "released"
    assert "Too small a story." in world.as_(world.seller).get(reverse("requests:request", args=[row.pk])).content.decode()
    with pytest.raises(NotAllowed):
        actions.take_off(one, reason="x", by=Actor.person(world.seller), at=now())


@pytest.mark.slow
def test_the_requester_agrees_to_the_list_as_it_stands(world: World) -> None:
    row = an_event(world, kind="partner_event", details={"partner": "Corvale"})
    assert world.as_(world.seller).post(reverse("requests:agree_list", args=[row.pk])).status_code in (302, 403)
    a_list(world, row, "Aveleda")
    row.refresh_from_db()
    with pytest.raises(NotAllowed):
        actions.agree_list(row, by=Actor.person(world.manager), at=now())
    assert "Agree to this list" in world.as_(world.seller).get(reverse("requests:request", args=[row.pk])).content.decode()
    world.as_(world.seller).post(reverse("requests:agree_list", args=[row.pk]))
    assert "Sven Aalto agreed to this list" in world.as_(world.manager).get(reverse("requests:request", args=[row.pk])).content.decode()
    a_list(world, row, "Belmar")
    row.refresh_from_db()
    assert row.list_agreed_at is None  # what was agreed to was another list


@pytest.mark.slow
def test_what_is_said_beside_a_customer_is_read_by_those_on_the_request(world: World) -> None:
    row = an_event(world)
    (one,) = a_list(world, row, "Aveleda")
    url = reverse("requests:comment_beside", args=[row.pk, one.pk])
    assert world.as_(world.seller).post(url, {"text": "They were great in Porto."}).status_code == 302
    assert "They were great in Porto." in world.as_(world.owner).get(reverse("requests:request", args=[row.pk])).content.decode()
    assert world.as_(world.seller).post(url, {"text": "   "}).status_code == 422
    assert world.as_(a_person()).post(url, {"text": "Hello"}).status_code == 404


@pytest.mark.slow
def test_nobody_outside_hears_of_a_confidential_short_list(world: World) -> None:
    row = an_event(world, is_confidential=True)
    (one,) = a_list(world, row, "Aveleda")
    page = reverse("requests:request", args=[row.pk])
    assert world.as_(world.owner).get(page).status_code == 404
    _asked(world, row)
    assert world.as_(world.owner).get(page).status_code == 200  # asked, so in the know from now on
    assert "Aveleda" not in f"{_letter(world).letter.subject} {_letter(world).text}"
    assert world.as_(a_person()).get(reverse("requests:pool", args=[row.pk])).status_code == 404
    assert Opinion.objects.get().candidate == one
