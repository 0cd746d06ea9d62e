"""A contact's own page: each change counts at once, whoever waits is told, and nobody else's is seen."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from goodword.customers.actions import (
    agree_contact,
    be_quiet_until,
    clear_self_limit,
    set_self_limit,
)
from goodword.customers.models import SelfLimit
from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused
from goodword.ledger.models import LedgerEntry
from goodword.people.models import Program
from goodword.policy.queries import in_force
from goodword.requests import actions
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries.judging import judge_one
from tests.at_once import at_once
from tests.factories.customers import a_contact
from tests.notifications.test_sending import Server
from tests.portal.own import in_days, opened, text_of
from tests.portal.world import a_call
from tests.worker import work

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


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
    assert "Sven Aalto asked whether you would take a" in mine
    assert "How you proved the audit trail." in mine
    assert "Halden" not in mine
    theirs = client.get(opened(client, colleague)).content.decode()
    assert "Sven" not in theirs
    assert "audit trail" not in theirs
    assert "Nothing so far." in theirs


def test_an_open_question_leads_to_its_page(client: Client) -> None:
    call = a_call()
    url = opened(client, call.contact)
    page = client.get(url).content.decode()
    assert "Open with you" in page
    there = client.post(f"{url}answer/{call.candidate.pk}")
    assert "Gladly" in client.get(there["Location"]).content.decode()


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
