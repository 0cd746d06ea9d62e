"""The link to a contact's own page: only its own address gets it, and it opens nothing else and nothing any more."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from goodword.customers.actions import (
    edit_contact,
    mark_left,
    send_own_page,
)
from goodword.customers.models import Contact
from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.links.actions import Purpose
from goodword.links.models import Link
from tests.factories.customers import a_contact, an_account
from tests.notifications.test_sending import Server
from tests.portal.own import ME, in_days, opened, own_link, text_of
from tests.portal.world import a_call
from tests.worker import work

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("queue")
def test_the_link_goes_to_the_stored_address_alone_and_works_an_hour(client: Client, server: Server) -> None:
    call = a_call()
    work()
    server.taken.clear()
    ask = call.link(Purpose.ANSWER_ASK)
    door = ask + "me"
    assert f'href="{door}"' in client.get(ask).content.decode()
    local, domain = call.contact.email.split("@")
    said = client.get(door).content.decode()
    assert f"{local[0]}•••@{domain}" in said
    assert call.contact.email not in said
    assert server.taken == []
    answer = client.post(door, {"address": "thief@elsewhere.example"})
    assert answer.status_code == 200
    work()
    (mail,) = server.taken
    assert mail.rcpt_tos == [call.contact.email]
    url = "/me/" + text_of(mail).split("/me/")[1].split()[0]
    assert "Vestara" not in client.get(url).content.decode()  # a mail filter opens links too, and learns nothing
    assert Link.objects.get(purpose=Purpose.MANAGE_CONTACT).first_opened_at is None
    assert client.get(url + "pause").status_code == 302
    client.post(url)
    assert "You decide what we may ask you." in client.get(url).content.decode()
    link = Link.objects.get(purpose=Purpose.MANAGE_CONTACT)
    assert link.expires_at - clock.now() < timedelta(hours=1)
    Link.objects.update(expires_at=clock.now())
    gone = client.get(url)
    assert (gone.status_code, "Send me a fresh one" in gone.content.decode()) == (404, True)
    assert client.post(url + "pause", {"until": in_days(30)}).status_code == 404
    client.post(url + "again")
    work()
    assert [each.rcpt_tos for each in server.taken] == [[call.contact.email]] * 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("queue")
def test_the_public_address_says_the_same_whoever_asks_and_how_often(client: Client, server: Server) -> None:
    call = a_call()
    work()
    server.taken.clear()
    pages = set()
    for address in (call.contact.email.upper(), "nobody@nowhere.example", call.contact.email, *[call.contact.email] * 5):
        answer = client.post(ME, {"address": address})
        pages.add((answer.status_code, re.sub(r"\b\w{64}\b", "", answer.content.decode())))
    assert len(pages) == 1
    (_status, words) = pages.pop()
    assert "Ingrid" not in words
    assert "Vestara" not in words
    work()
    assert len(server.taken) == 4
    assert {each.rcpt_tos[0] for each in server.taken} == {call.contact.email}
    assert client.post(ME, {"address": "not one"}).status_code == 422
    for _more in range(20):
        last = client.post(ME, {"address": "nobody@nowhere.example"})
    assert last.status_code == 429


@pytest.mark.slow
@pytest.mark.django_db
def test_one_address_gets_eight_links_a_day_however_many_hours_somebody_asks() -> None:
    call, at = a_call(), clock.now()
    hours = [at + timedelta(minutes=61 * turn) for turn in range(6)]
    sent = [send_own_page(call.contact, at=hour) for hour in hours for _again in range(2)]
    assert sent == [True] * 8 + [False] * 4
    assert send_own_page(call.contact, at=at + timedelta(hours=25))


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("queue")
def test_the_typed_address_stands_in_no_job_and_who_wants_no_mail_gets_the_way_out(client: Client, server: Server) -> None:
    call = a_call()
    mark_left(call.contact, by=Actor.person(call.manager), at=clock.now())
    gone = a_contact(an_account("Norrvik Bank"), "Ola Berg")
    gone.do_not_contact = True
    gone.save()
    server.taken.clear()
    for address in (call.contact.email, gone.email):
        assert client.post(ME, {"address": address}).status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("select args::text from procrastinate_jobs where task_name like '%own_pages%'")
        kept = [row[0] for row in cursor.fetchall()]
    assert len(kept) == 2
    assert "@" not in "".join(kept)
    work()
    # Who wants no mail gets what they asked for a moment ago: only so can they see what we have on them, come back, or be deleted.
    assert [each.rcpt_tos for each in server.taken if each.rcpt_tos in ([call.contact.email], [gone.email])] == [[gone.email]]


def test_the_link_of_one_opens_nothing_of_another(client: Client) -> None:
    call = a_call()
    colleague = a_contact(call.account, "Ola Berg")
    url, theirs = opened(client, call.contact), opened(client, colleague)
    client.post(url + "pause", {"until": in_days(30)})
    entry = Entry.objects.get(verb="contact.own_page_changed")
    assert client.post(f"{theirs}back/{entry.pk}").status_code in (302, 404)
    call.contact.refresh_from_db()
    assert call.contact.quiet_until is not None
    assert "/r/" not in client.post(f"{theirs}answer/{call.candidate.pk}").headers.get("Location", "")
    assert client.get(own_link(call.contact, about=colleague)).status_code == 404
    ask = call.link(Purpose.ANSWER_ASK).split("/")[2]
    assert client.get(f"/me/{ask}/").status_code == 404
    assert client.get(url.replace("/me/", "/r/")).status_code == 404


def test_a_link_ends_with_the_address_the_company_and_the_job_it_was_made_for(client: Client) -> None:
    call = a_call()
    url = opened(client, call.contact)
    by: dict[str, Any] = {"by": Actor.person(call.manager), "at": clock.now()}
    edit_contact(call.contact, email="new@vestara.example", **by)
    assert client.get(url).status_code == 404
    assert client.post(url + "pause", {"until": in_days(30)}).status_code == 404
    call.contact.refresh_from_db()
    url = opened(client, call.contact)
    Contact.objects.filter(pk=call.contact.pk).update(account=an_account("Norrvik Bank"))
    assert client.get(url).status_code == 404
    Contact.objects.filter(pk=call.contact.pk).update(account=call.account)
    assert client.get(url).status_code == 200
    mark_left(call.contact, **by)
    assert client.get(url).status_code == 404
    assert client.post(url + "pause", {"until": in_days(30)}).status_code == 404
    call.contact.delete()
    assert client.get(url).status_code == 404
    assert client.post(url + "again").status_code == 302


def test_a_closed_page_stays_closed_and_nothing_goes_without_the_pages_token(client: Client) -> None:
    call = a_call()
    url = opened(client, call.contact)
    strict = Client(enforce_csrf_checks=True)
    for verb in ("", "pause", "agreed", "limits", "details", "close", "again"):
        assert strict.post(url + verb, {"until": in_days(30)}).status_code == 403
    assert strict.post(ME, {"address": call.contact.email}).status_code == 403
    assert client.post(url + "close").status_code == 200
    assert client.get(url).status_code == 404
    assert client.post(url + "pause", {"until": in_days(30)}).status_code == 404
    call.contact.refresh_from_db()
    assert call.contact.quiet_until is None
