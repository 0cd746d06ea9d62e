"""The way out that a mail carries (RFC 8058): one click ends mail to its reader; opening it, or a forged one, changes nothing."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from goodword.customers.actions import set_do_not_contact
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.clock import now
from goodword.links.models import Link, Purpose
from goodword.notifications import actions as mails
from goodword.notifications.actions.compose import envelope
from goodword.requests import actions
from goodword.requests.actions import stop_writing
from tests.requests.world import World, a_world

pytestmark = pytest.mark.django_db


def asked() -> tuple[World, str, Client]:
    """A customer who was asked by mail, the address of the way out as it stands in the mail's header, and their mail program."""
    world = a_world()
    world.asked()
    entry = Entry.objects.get(verb="candidate.asked")
    mail = mails.write("ask", entry_id=entry.pk, at=now())[0]
    composed = mails.compose(mail, at=now())
    assert isinstance(composed, mails.Composed), composed
    sent = envelope(mail, composed).message()
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    found = re.fullmatch(r"<https?://[^/]+(/r/stop/[^>]+)>", sent["List-Unsubscribe"])
    assert found is not None
    assert found[1] in composed.text
    return world, found[1], Client(enforce_csrf_checks=True)


@pytest.mark.slow
def test_one_click_of_the_mail_program_ends_what_is_open_and_tells_owner_and_manager() -> None:
    world, way_out, client = asked()
    answer = client.post(way_out, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200
    world.contact.refresh_from_db()
    assert world.contact.do_not_contact
    candidate = world.contact.candidacies.get()
    assert (candidate.state, candidate.answer_code) == ("declined", "leave_alone")
    told = mails.write("contact_stopped", entry_id=Entry.objects.get(verb="contact.closed").pk, at=now())
    assert {mail.to_user for mail in told} == {world.owner, world.manager}
    again = client.post(way_out, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert again.status_code == 200
    assert Entry.objects.filter(verb="contact.closed").count() == 1


@pytest.mark.slow
def test_a_mail_filter_that_opens_it_changes_nothing_and_a_hand_may_undo_it() -> None:
    world, way_out, client = asked()
    page = client.get(way_out)
    assert "Write to me no more" in page.content.decode()
    assert f"Hello {world.contact.name.split()[0]}," in page.content.decode()  # as every other page of theirs calls them
    assert client.head(way_out).status_code == 200
    world.contact.refresh_from_db()
    assert not world.contact.do_not_contact
    assert client.post(way_out).status_code == 302
    assert "We write to you no more" in client.get(way_out).content.decode()
    assert client.post(way_out, {"undo": "yes"}).status_code == 302
    world.contact.refresh_from_db()
    assert not world.contact.do_not_contact


def closed_by_us(world: World) -> None:
    """One of us writes down that nobody is to contact them."""
    set_do_not_contact(world.contact, by=Actor.person(world.manager), at=now(), wanted=True)


def reopened_and_closed_by_us(world: World) -> None:
    """After the link's own press, one of us opened and closed it again: the last word is ours."""
    stop_writing(world.contact, link_id=Link.objects.get(purpose=Purpose.STOP_MAIL).pk, by=Actor.contact(world.contact), at=now())
    set_do_not_contact(world.contact, by=Actor.person(world.manager), at=now(), wanted=False)
    closed_by_us(world)


def closed_by_another_mail(world: World) -> None:
    """The link of another mail to them ended it."""
    link = Link.objects.get(purpose=Purpose.STOP_MAIL)
    stop_writing(world.contact, link_id=link.pk + 1, by=Actor.contact(world.contact), at=now())


@pytest.mark.slow
@pytest.mark.parametrize("how", [closed_by_us, reopened_and_closed_by_us, closed_by_another_mail])
def test_undo_takes_back_its_own_press_alone_never_what_one_of_us_set(how: Callable[[World], None]) -> None:
    world, way_out, client = asked()
    how(world)
    page = client.get(way_out).content.decode()
    assert "We write to you no more" in page
    assert 'name="undo"' not in page
    assert "To hear from us again, write to" in page
    assert client.post(way_out).status_code == 302  # pressing it now is no way to make it one's own
    assert client.post(way_out, {"undo": "yes"}).status_code == 302
    world.contact.refresh_from_db()
    assert world.contact.do_not_contact


@pytest.mark.slow
def test_a_question_that_has_not_left_is_taken_back_and_a_yes_stands() -> None:
    world, way_out, client = asked()
    actions.note_left(world.contact.candidacies.get().pk)
    candidate = world.contact.candidacies.get()
    actions.accept(candidate, times=[now() + timedelta(days=2)], by=Actor.contact(world.contact), at=now())
    client.post(way_out)
    candidate.refresh_from_db()
    assert candidate.state == "introduced"


@pytest.mark.slow
def test_forged_and_old_addresses_do_nothing() -> None:
    world, way_out, client = asked()
    assert client.post("/r/stop/" + "x" * 43 + "/").status_code == 404
    assert client.post(way_out.replace("/r/stop/", "/r/")).status_code in (403, 404)
    world.contact.refresh_from_db()
    assert not world.contact.do_not_contact
