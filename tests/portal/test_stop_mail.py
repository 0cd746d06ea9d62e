"""The way out that a mail carries (RFC 8058): one click ends mail to its reader; opening it, or a forged one, changes nothing."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.clock import now
from goodword.notifications import actions as mails
from goodword.notifications.actions.compose import envelope
from goodword.requests import actions
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


def test_a_question_that_has_not_left_is_taken_back_and_a_yes_stands() -> None:
    world, way_out, client = asked()
    actions.note_left(world.contact.candidacies.get().pk)
    candidate = world.contact.candidacies.get()
    actions.accept(candidate, times=[now() + timedelta(days=2)], by=Actor.contact(world.contact), at=now())
    client.post(way_out)
    candidate.refresh_from_db()
    assert candidate.state == "introduced"


def test_forged_and_old_addresses_do_nothing() -> None:
    world, way_out, client = asked()
    assert client.post("/r/stop/" + "x" * 43 + "/").status_code == 404
    assert client.post(way_out.replace("/r/stop/", "/r/")).status_code in (403, 404)
    world.contact.refresh_from_db()
    assert not world.contact.do_not_contact
