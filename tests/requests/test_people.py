"""A request changes hands, and the people in the know of a confidential one come and go by name."""

from __future__ import annotations

import pytest
from django.urls import reverse

from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused
from goodword.notifications.actions import write
from goodword.notifications.actions.compose import read
from goodword.people.models import User
from goodword.requests import actions
from goodword.requests.models import ReferenceRequest
from tests.factories.people import a_manager, a_person
from tests.requests.world import World, a_world, now
from tests.there import letter

pytestmark = pytest.mark.django_db


def page(world: World, user: User, row: ReferenceRequest, **query: str) -> str:
    """The page of a request as somebody reads it."""
    return world.as_(user).get(reverse("requests:request", args=[row.pk]), query).content.decode()


def mails(verb: str, message: str) -> dict[str, str]:
    """What is written to whom because of the latest entry of a verb."""
    entry = Entry.objects.filter(verb=verb).latest("pk")
    written = write(message, entry_id=entry.pk, at=now())
    return {mail.to_user.name: " ".join(letter(read(mail, at=now())).letter.paragraphs) for mail in written if mail.to_user}


@pytest.mark.slow
def test_a_manager_hands_a_request_on_and_both_are_told() -> None:
    world = a_world()
    jonas = a_manager(name="Jonas Weir")
    row = world.sent()
    assert "Hand to another manager" in page(world, world.manager, row)
    assert "Hand to another manager" not in page(world, world.seller, row)
    assert "Jonas Weir" in page(world, world.manager, row, do="hand_over")
    data = {"to": jonas.pk, "note": "You know the bank."}
    told = world.as_(world.manager).post(reverse("requests:hand_over", args=[row.pk]), data, follow=True).content.decode()
    assert "Waiting for Jonas Weir" in told
    assert "Handed the request to Jonas Weir" in told
    assert "You know the bank." in told
    letters = mails("request.handed_over", "handed_over")
    assert set(letters) == {"Jonas Weir"}  # Mara did it herself
    assert "You know the bank." in letters["Jonas Weir"]
    refused = world.as_(world.seller).post(reverse("requests:hand_over", args=[row.pk]), {"to": world.manager.pk})
    assert refused.status_code == 403
    row.refresh_from_db()
    assert row.manager == jonas


@pytest.mark.slow
def test_a_manager_takes_a_request_over_and_the_one_before_is_told() -> None:
    world = a_world()
    jonas = a_manager(name="Jonas Weir")
    row = world.sent()
    assert "Take it over" not in page(world, world.manager, row)
    assert "Take it over" in page(world, jonas, row)
    seen = world.as_(jonas).post(reverse("requests:take_over", args=[row.pk]), follow=True).content.decode()
    assert "Your turn, Jonas" in seen
    assert "Took the request over" in seen
    assert set(mails("request.handed_over", "handed_over")) == {"Mara Lindqvist"}
    assert isinstance(actions.hand_over(row, to=world.owner, by=Actor.person(jonas), at=now()), Refused)


@pytest.mark.slow
def test_a_confidential_request_is_known_to_whoever_leads_it_from_now_on() -> None:
    world = a_world()
    jonas = a_manager(name="Jonas Weir")
    row = world.sent(is_confidential=True)
    with pytest.raises(NotAllowed):
        actions.take_over(row, by=Actor.person(jonas), at=now())  # who is not in the know cannot help themselves
    actions.hand_over(row, to=jonas, by=Actor.person(world.manager), at=now())
    assert row.circle is not None
    assert set(row.circle.people.all()) == {world.seller, jonas}
    assert set(mails("request.handed_over", "handed_over")) == {"Jonas Weir"}
    assert Entry.objects.filter(verb="request.unshared", data__to=world.manager.pk, circle=row.circle).count() == 1


@pytest.mark.slow
@pytest.mark.parametrize("kept", [True, False])
def test_whoever_hands_a_confidential_request_over_knows_no_more_unless_they_are_kept(kept: bool) -> None:
    world = a_world()
    jonas = a_manager(name="Jonas Weir")
    row = world.sent(is_confidential=True)
    mara = world.as_(world.manager)
    assert "stays in the know" in page(world, world.manager, row, do="hand_over")
    data = {"to": jonas.pk, **({"stays_in_the_know": "on"} if kept else {})}
    told = mara.post(reverse("requests:hand_over", args=[row.pk]), data, follow=True)
    assert told.status_code == 200
    assert "Handed over. They are told." in told.content.decode()
    assert mara.get(reverse("requests:request", args=[row.pk])).status_code == (200 if kept else 404)


@pytest.mark.slow
def test_those_in_the_know_see_each_other_and_may_let_somebody_else_know() -> None:
    world = a_world()
    legal = a_person("legal", name="Noa Castellan")
    row = world.sent(is_confidential=True)
    assert world.as_(legal).get(reverse("requests:request", args=[row.pk])).status_code == 404
    seen = page(world, world.seller, row)
    assert "In the know" in seen
    assert "Mara Lindqvist" in seen
    assert "Asked for it" in seen
    world.as_(world.seller).post(reverse("requests:let_know", args=[row.pk]), {"who": legal.pk})
    assert "Let Noa Castellan know of it" in page(world, legal, row)
    assert "Let somebody else know" not in page(world, legal, row)  # she reads; who else knows is not hers to say
    assert world.as_(legal).post(reverse("requests:let_know", args=[row.pk]), {"who": world.lead.pk}).status_code == 403
    letters = mails("request.shared", "let_know")
    assert set(letters) == {"Noa Castellan"}
    assert "Oakmere" not in letters["Noa Castellan"]
    world.as_(world.manager).post(reverse("requests:take_out", args=[row.pk]), {"who": legal.pk})
    assert world.as_(legal).get(reverse("requests:request", args=[row.pk])).status_code == 404


@pytest.mark.slow
@pytest.mark.parametrize(
    ("who", "why"), [("seller", "Asked for it"), ("manager", "Leads this request"), ("owner", "Answers for Vestara Insurance")]
)
def test_nobody_takes_out_those_without_whom_it_cannot_go_on(who: str, why: str) -> None:
    world = a_world()
    candidate = world.held(is_confidential=True)
    row = candidate.reference_request
    somebody: User = getattr(world, who)
    answer = world.as_(world.manager).post(reverse("requests:take_out", args=[row.pk]), {"who": somebody.pk})
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert row.circle is not None
    assert somebody in row.circle.people.all()


@pytest.mark.slow
def test_an_owner_whose_customer_is_out_may_be_taken_out() -> None:
    world = a_world()
    candidate = world.held(is_confidential=True)
    actions.owner_decline(candidate, reason="Their renewal is open.", by=Actor.person(world.owner), at=now())
    done = actions.take_out(candidate.reference_request, who=world.owner, by=Actor.person(world.seller), at=now())
    assert isinstance(done, ReferenceRequest)
    assert world.as_(world.owner).get(reverse("requests:request", args=[done.pk])).status_code == 404


@pytest.mark.slow
def test_a_request_that_is_open_to_all_has_no_such_list() -> None:
    world = a_world()
    row = world.sent()
    assert "In the know" not in page(world, world.manager, row)
    with pytest.raises(NotAllowed):
        actions.let_know(row, who=world.lead, by=Actor.person(world.manager), at=now())
