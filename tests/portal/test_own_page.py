"""A contact's own page: only its own address gets a link, each change counts at once, whoever waits is told, and nobody else's is seen."""

import re
from datetime import timedelta
from email import message_from_bytes
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from goodword.customers.actions import (
    agree_contact,
    be_quiet_until,
    clear_self_limit,
    edit_contact,
    mark_left,
    send_own_page,
    set_self_limit,
)
from goodword.customers.models import Contact, SelfLimit
from goodword.customers.queries.own_word import bound_to
from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused
from goodword.ledger.models import LedgerEntry
from goodword.links.actions import Purpose, issue
from goodword.links.models import Link
from goodword.people.models import Program
from goodword.people.queries import today
from goodword.policy.queries import in_force
from goodword.requests import actions
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries.judging import judge_one
from tests.factories.customers import a_contact, an_account
from tests.notifications.test_sending import Server
from tests.portal.world import a_call
from tests.requests.test_races import at_once
from tests.worker import work

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ME = "/me/"


def own_link(contact: Contact, **more: Any) -> str:
    """The address of somebody's own page, as a mail would carry it."""
    at = more.pop("at", clock.now())
    given = {"about": contact, "contact_id": contact.pk, "expires_at": at + timedelta(hours=24), "bound_to": bound_to(contact)} | more
    return reverse("portal:own", args=[issue(Purpose.MANAGE_CONTACT, at=at, **given)])


def opened(client: Client, contact: Contact) -> str:
    """The same, past its door."""
    url = own_link(contact)
    assert client.post(url).status_code == 302
    return url


def in_days(days: int) -> str:
    """A day ahead, as a form sends it."""
    return (today(clock.now()) + timedelta(days=days)).isoformat()


def text_of(envelope: Any) -> str:
    """The plain text of a mail that was taken."""
    part: Any = message_from_bytes(envelope.original_content or b"").get_payload(0)
    return str(part.get_payload(decode=True).decode())


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
def test_the_typed_address_stands_in_no_job_and_nobody_who_left_is_written_to(client: Client, server: Server) -> None:
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
    assert [each.rcpt_tos for each in server.taken if each.rcpt_tos in ([call.contact.email], [gone.email])] == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("queue")
def test_a_pause_ends_what_is_open_tells_who_waits_and_can_be_taken_back(client: Client, server: Server) -> None:
    call = a_call()
    work()
    server.taken.clear()
    url = opened(client, call.contact)
    assert "the whole company" not in client.get(url).content.decode()
    answer = client.post(url + "pause", {"until": in_days(90)}, follow=True)
    page = answer.content.decode()
    assert "You pause until" in page
    assert call.now().state == "declined"
    assert call.now().answer_code == "leave_alone"
    entry = LedgerEntry.objects.get()
    assert (entry.kind, entry.released_at, entry.answer) == ("ask", None, "declined")
    client.post(url + "pause", {"until": in_days(90)})
    assert Entry.objects.filter(verb="contact.own_page_changed").count() == 1
    work()
    told = {each.rcpt_tos[0]: text_of(each) for each in server.taken}
    assert "asked for a pause" in told[call.requester.email]
    assert "Ingrid Solberg asked for peace until" in told[call.owner.email]
    assert "It ended 1 question" in told[call.owner.email]
    (back,) = re.findall(rf'action="({re.escape(url)}back/\d+)"', page)
    assert client.post(back).status_code == 302
    call.contact.refresh_from_db()
    assert call.contact.quiet_until is None
    assert client.post(back).status_code == 302  # pressed twice: said so, nothing done
    assert Entry.objects.filter(verb="contact.own_page_changed").count() == 2
    assert call.now().state == "declined"


def test_bad_days_are_answered_in_words_beside_the_field(client: Client) -> None:
    call = a_call()
    url = opened(client, call.contact)
    for until in ("", "soon", in_days(0), in_days(-4), in_days(800)):
        answer = client.post(url + "pause", {"until": until})
        assert answer.status_code == 422
        assert "is-invalid" in answer.content.decode()
    call.contact.refresh_from_db()
    assert call.contact.quiet_until is None


def test_what_is_taken_back_ends_its_question_and_leaves_a_colleague_alone(client: Client) -> None:
    call = a_call()
    colleague = a_contact(call.account, "Ola Berg")
    url = opened(client, call.contact)
    page = client.post(url + "agreed", {"activity": "sales_call", "wanted": "no"}, follow=True).content.decode()
    call.contact.refresh_from_db()
    colleague.refresh_from_db()
    assert "sales_call" not in (call.contact.agreed_types or [])
    assert colleague.agreed_types is None
    assert (call.now().state, call.now().answer_code) == ("declined", "not_any_more")
    assert "What I agreed to" in page
    client.post(url + "agreed", {"activity": "podcast", "wanted": "yes"})
    call.contact.refresh_from_db()
    assert "podcast" in (call.contact.agreed_types or [])
    assert "podcast" not in call.account.member.agreed_types
    assert "so we talk to you before anybody asks" in client.get(url).content.decode()
    assert client.post(url + "agreed", {"activity": "<script>", "wanted": "yes"}).status_code in (302, 404)


def test_ones_own_limit_is_kept_says_when_the_next_is_possible_and_never_ends_what_is_open(client: Client) -> None:
    call = a_call()
    url = opened(client, call.contact)
    client.post(url + "limits", {"call": "1:182", "participation": "none", "all": "2:365"})
    assert set(SelfLimit.objects.values_list("contact_id", "family", "most", "days")) == {
        (call.contact.pk, "call", 1, 182),
        (call.contact.pk, "all", 2, 365),
    }
    page = client.get(url).content.decode()
    assert "Calls: at most 1 every half year" in page
    assert "the next is possible from" in page
    assert call.now().state == "asked"
    assert client.post(url + "limits", {"call": "7:1; drop"}).status_code == 422
    (back,) = re.findall(rf'action="({re.escape(url)}back/\d+)"', page)
    client.post(back)
    assert not SelfLimit.objects.exists()
    client.post(url + "limits", {"call": "0:365", "participation": "none", "all": "none"})
    assert call.now().state == "declined"


def test_what_one_of_us_may_not_loosen_in_silence(client: Client) -> None:
    call = a_call()
    url, ours, at = opened(client, call.contact), Actor.person(call.manager), clock.now()
    client.post(url + "pause", {"until": in_days(90)})
    client.post(url + "limits", {"call": "1:365", "participation": "none", "all": "none"})
    client.post(url + "agreed", {"activity": "sales_call", "wanted": "no"})
    member = call.account.member
    call.contact.refresh_from_db()
    assert isinstance(be_quiet_until(call.contact, until=None, by=ours, at=at), Refused)
    assert isinstance(agree_contact(call.contact, agreed_types=None, by=ours, at=at), Refused)
    assert isinstance(set_self_limit(member, family="call", most=4, days=365, contact=call.contact, by=ours, at=at), Refused)
    assert isinstance(clear_self_limit(member, family="call", contact=call.contact, by=ours, at=at), Refused)
    staff = Client()
    staff.force_login(call.manager)
    account = staff.get(reverse("desk:account", args=[call.account.pk])).content.decode()
    assert account.count("set by the customer on") == 3
    gone = reverse("customers:clear_limit", args=[call.account.pk])
    asked = staff.post(gone, {"family": "call", "contact": call.contact.pk})
    assert asked.status_code == 422
    assert "Say why it changes" in asked.content.decode()
    assert staff.post(gone, {"family": "call", "contact": call.contact.pk, "note": "She told me on the phone."}).status_code == 302
    assert not SelfLimit.objects.exists()


def test_details_are_corrected_the_address_is_not_and_names_are_no_markup(client: Client) -> None:
    call = a_call()
    url = opened(client, call.contact)
    sent = {"name": "<b>Ingrid</b> Aas", "title": "CTO", "languages": ["en", "nb"], "time_zone": "Europe/Oslo", "email": "x@y.example"}
    page = client.post(url + "details", sent, follow=True).content.decode()
    before = call.contact.email
    call.contact.refresh_from_db()
    assert (call.contact.name, call.contact.email, call.contact.title) == ("<b>Ingrid</b> Aas", before, "CTO")
    assert "<b>Ingrid</b>" not in page
    assert client.post(url + "details", {**sent, "name": " "}).status_code == 422
    assert client.post(url + "details", {**sent, "time_zone": "Mars/Base"}).status_code == 422
    (back,) = re.findall(rf'action="({re.escape(url)}back/\d+)"', page)
    client.post(back)
    call.contact.refresh_from_db()
    assert (call.contact.name, call.contact.title) == ("Ingrid Solberg", "")


def test_what_was_asked_of_one_is_not_shown_to_a_colleague_and_names_no_prospect(client: Client) -> None:
    call = a_call(confidential=True)
    colleague = a_contact(call.account, "Ola Berg")
    mine = client.get(opened(client, call.contact)).content.decode()
    assert "Sven Aalto asked whether you would take" in mine
    assert "How you proved the audit trail." in mine
    assert "Halden" not in mine
    theirs = client.get(opened(client, colleague)).content.decode()
    assert "Sven" not in theirs
    assert "audit trail" not in theirs
    assert "Nothing so far." in theirs


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


def test_an_open_question_leads_to_its_page(client: Client) -> None:
    call = a_call()
    url = opened(client, call.contact)
    page = client.get(url).content.decode()
    assert "Open with you" in page
    there = client.post(f"{url}answer/{call.candidate.pk}")
    assert "Gladly" in client.get(there["Location"]).content.decode()


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


def test_a_company_that_wants_no_contact_is_told_so_and_every_mail_shows_the_way(client: Client) -> None:
    call = a_call()
    call.account.do_not_contact = True
    call.account.save()
    url = opened(client, call.contact)
    page = client.get(url)
    assert "We ask nobody at your company" in page.content.decode()
    assert page["Cache-Control"] == "no-store, private"
    assert page["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("queue")
def test_two_tabs_at_the_same_instant_end_a_question_once(client: Client) -> None:
    call = a_call()
    url = opened(client, call.contact)
    said = [
        ("pause", {"until": in_days(90)}),
        ("pause", {"until": in_days(90)}),
        ("agreed", {"activity": "sales_call", "wanted": "no"}),
        ("limits", {"call": "0:365", "participation": "none", "all": "none"}),
    ]
    answers = at_once(*(lambda path=path, sent=sent: Client().post(url + path, sent).status_code for path, sent in said))
    assert answers == [302] * 4
    assert Entry.objects.filter(verb="candidate.declined").count() == 1
    assert Entry.objects.filter(verb="contact.own_page_changed").count() == 3
    assert call.now().state == "declined"


def test_a_limit_on_everything_is_kept_whatever_is_asked(client: Client) -> None:
    call = a_call(until="done")
    client.post(opened(client, call.contact) + "limits", {"call": "none", "participation": "none", "all": "1:365"})
    again = ReferenceRequest.objects.get(pk=call.request.pk)
    judged = judge_one(again, call.account, now=in_force(clock.now()))
    assert not judged.may_ask(call.contact.pk)
    assert isinstance(set_self_limit(call.account.member, family="all", most=1, days=30, by=Actor.system(), at=clock.now()), Refused)
    SelfLimit.objects.all().delete()
    assert judge_one(again, call.account, now=in_force(clock.now())).may_ask(call.contact.pk)


def test_a_question_whose_mail_has_not_left_was_never_asked(client: Client) -> None:
    call = a_call(until="held")
    Program.objects.update(mail_delay_seconds=60)
    actions.owner_approve(call.now(), by=Actor.person(call.owner), at=call.at)
    actions.ask(call.now(), by=Actor.person(call.manager), at=call.at)
    assert call.now().state == "asked"
    url = opened(client, call.contact)
    page = client.get(url).content.decode()
    assert "Open with you" not in page
    assert "Sven" not in page
    client.post(url + "pause", {"until": in_days(60)})
    entry = LedgerEntry.objects.get()
    assert (call.now().state, entry.kind, entry.released_at is not None) == ("released", "hold", True)
