"""The public registration page over HTTP: registering, confirming, and what machines run into."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.links.models import Link
from goodword.notifications.models import Mail
from goodword.people.kinds import Role
from goodword.recruiting.access import registrations_visible_to
from goodword.recruiting.actions import expire_registrations, forget_unconfirmed, pass_gate
from goodword.recruiting.actions.gate import MOST, MOST_KNOCKS, MOST_MAILS
from goodword.recruiting.kinds import Trust
from goodword.recruiting.models import Registration
from goodword.recruiting.states import RegistrationState
from goodword.texts.actions import publish
from goodword.texts.kinds import Words
from tests.factories.people import a_manager, a_person
from tests.notifications.test_sending import Server
from tests.portal.join import JOIN, a_proof, a_stamp, link_in, sends
from tests.portal.own import text_of
from tests.worker import work

pytestmark = pytest.mark.django_db


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("queue")
def test_somebody_registers_and_confirms_by_the_link_in_the_mail(client: Client, server: Server) -> None:
    manager = a_manager()
    assert client.get(JOIN + "?from=Newsletter-2026-11").status_code == 200
    answer = sends(client, JOIN + "?from=Newsletter-2026-11", proof=a_proof())
    assert answer.status_code == 302
    assert not registrations_visible_to(manager).exists()
    work()
    (mail,) = server.taken
    assert mail.rcpt_tos == ["ingrid.solberg@vestara.example"]
    link = link_in(text_of(mail))
    assert "Was it you" in client.get(link).content.decode()
    assert not registrations_visible_to(manager).exists()  # opening it changes nothing: mail filters do
    assert "Thank you" in client.post(link, follow=True).content.decode()
    assert "Thank you" in client.post(link, follow=True).content.decode()
    row = registrations_visible_to(manager).get()
    assert (row.came_from, row.trust, row.offered) == ("newsletter-2026-11", Trust.PROOF, ["sales_call", "quote"])
    assert row.answers == {"better": "We release every day."}
    assert row.consent is not None
    assert row.consent.words.startswith("I agree that")
    client.force_login(a_person(Role.ADMINISTRATOR))
    assert "Ingrid Solberg" in client.get("/outbox/").content.decode()
    assert "Please confirm" in client.get(f"/outbox/{Mail.objects.get(message='registration_confirm').pk}/").content.decode()
    client.logout()
    assert "You took it back" in client.post(link, {"withdraw": "yes"}, follow=True).content.decode()
    row.refresh_from_db()
    assert (row.state, row.name, row.email, row.answers, row.came_from) == ("withdrawn", "", "", {}, "newsletter-2026-11")
    assert "You took it back" in client.post(link, follow=True).content.decode()  # and it stays taken back


def test_where_it_came_from_is_kept_as_a_mark_for_some_days(client: Client) -> None:
    sends(client)
    row = Registration.objects.get()
    assert row.network
    assert "203.0.113.7" not in row.network


@pytest.mark.usefixtures("queue")
def test_what_was_typed_is_kept_and_each_error_stands_beside_its_field(client: Client) -> None:
    answer = sends(client, email="ingrid at vestara", company="", better="We release <b>every</b> day.")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="ingrid at vestara"' in page
    assert 'id="id_email_error"' in page
    assert 'id="id_company_error"' in page
    assert "We release &lt;b&gt;every&lt;/b&gt; day." in page
    assert not Registration.objects.exists()


@pytest.mark.usefixtures("queue")
def test_nothing_of_a_stranger_is_kept_that_could_be_run_seen_or_turned_wrongly(client: Client) -> None:
    hidden = "In\u200bgrid\u202e \x07Sol\r\nBcc: all@example.org <script>alert(1)</script>"
    assert sends(client, name=hidden, better="<img src=x onerror=alert(1)>\r\n\r\n\r\nFine\u2066.").status_code == 302
    row = Registration.objects.get()
    assert row.name == "Ingrid Sol Bcc: all@example.org \u2039script>alert(1)\u2039/script>"
    assert row.answers["better"] == "\u2039img src=x onerror=alert(1)>\n\nFine."


@pytest.mark.usefixtures("queue")
@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"nothing": "https://spam.example"}, "a field that is not shown"),
        ({"stamp": ""}, "stood open for a long time"),
        ({"stamp": "customer:1:forged"}, "stood open for a long time"),
        ({"stamp": "now"}, "That was very quick"),
        ({"stamp": "education"}, "stood open for a long time"),
        ({"stamp": "yesterday"}, "stood open for a long time"),
        ({"read": "en:7,en:0"}, "The words changed while you had the page open"),
        ({"consent": ""}, "Tick this to go on."),
    ],
)
def test_what_no_person_sends_is_refused_in_words_and_stays_typed(client: Client, fields: dict[str, Any], words: str) -> None:
    stamps = {
        "now": lambda: a_stamp(at=clock.now()),
        "education": lambda: a_stamp("education"),
        "yesterday": lambda: a_stamp(at=clock.now() - timedelta(days=1)),
    }
    if fields.get("stamp") in stamps:
        fields = {"stamp": stamps[fields["stamp"]]()}
    answer = sends(client, **fields)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words.lower() in page.lower()
    assert 'value="Ingrid Solberg"' in page
    assert not Registration.objects.exists()


@pytest.mark.slow
@pytest.mark.usefixtures("queue")
def test_a_task_serves_once(client: Client) -> None:
    proof = a_proof()
    assert sends(client, proof=proof).status_code == 302
    again = sends(client, proof=proof, email="other@vestara.example")
    assert again.status_code == 422
    assert "This was sent already" in again.content.decode()
    assert Registration.objects.count() == 1


@pytest.mark.slow
def test_a_task_of_another_page_or_of_nobody_counts_as_none() -> None:
    at = clock.now()
    asked: dict[str, Any] = {"program": "customer", "network": "203.0.113.9", "at": at}
    assert pass_gate(a_stamp(), a_proof("education"), **asked) == Trust.PLAIN
    assert pass_gate(a_stamp(), a_proof(at=at - timedelta(days=1)), **asked) == Trust.PLAIN
    assert pass_gate(a_stamp(), "bm90aGluZw==", **asked) == Trust.PLAIN
    assert pass_gate(a_stamp(), "[" * 4000, **asked) == Trust.PLAIN


@pytest.mark.slow
@pytest.mark.usefixtures("queue")
def test_without_scripts_one_network_may_send_less_and_others_are_not_held_up(client: Client) -> None:
    most = MOST[Trust.PLAIN]
    answers = [sends(client, email=f"p{n}@vestara.example") for n in range(most + 1)]
    assert [each.status_code for each in answers] == [302] * most + [429]
    assert "Head of platform" in answers[-1].content.decode()  # what was typed still stands there
    assert sends(client, email="one@elsewhere.example", network="198.51.100.4").status_code == 302
    assert sends(client, email="two@vestara.example", proof=a_proof()).status_code == 302  # a browser with scripts has room of its own
    assert Registration.objects.count() == most + 2


@pytest.mark.slow
@pytest.mark.usefixtures("queue")
def test_who_knocks_all_the_time_is_not_even_read(client: Client) -> None:
    answers = [client.post(JOIN, {}, REMOTE_ADDR="203.0.113.8").status_code for _ in range(MOST_KNOCKS + 1)]
    assert set(answers[:-1]) == {422}
    assert answers[-1] == 429
    assert client.get(JOIN, REMOTE_ADDR="203.0.113.8").status_code == 200


@pytest.mark.slow
@pytest.mark.usefixtures("queue")
def test_nobody_fills_the_inbox_of_a_stranger_through_us(client: Client) -> None:
    answers = [sends(client, network=f"203.0.{n}.7") for n in range(MOST_MAILS + 2)]
    assert {(each.status_code, each["Location"]) for each in answers} == {(302, "/join/customer/sent/?lang=en")}  # nobody learns of it
    assert sum(each.data["told"] for each in Entry.objects.filter(verb="registration.received")) == MOST_MAILS


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("queue")
def test_a_stranger_s_words_do_not_reach_others_by_our_mail(client: Client, server: Server) -> None:
    sends(client, name="You won, see https://evil.example", company="evil.example")
    work()
    (mail,) = server.taken
    assert b"evil" not in (mail.original_content or b"")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("queue")
def test_a_link_that_has_ended_is_sent_again_until_the_words_have_gone(client: Client, server: Server) -> None:
    sends(client)
    work()
    link = link_in(text_of(server.taken[-1]))
    later = clock.now() + timedelta(days=8)
    assert expire_registrations(at=later) == 1
    from_link = Registration.objects.get()
    assert (from_link.state, from_link.network) == (RegistrationState.EXPIRED, "")
    Link.objects.update(expires_at=clock.now() - timedelta(minutes=1))
    page = client.get(link)
    assert page.status_code == 404
    assert "Send me a new link" in page.content.decode()
    assert "on its way" in client.post(link).content.decode()
    work()
    assert len(server.taken) == 2
    assert forget_unconfirmed(before=later, at=later) == 1
    gone = client.get(link).content.decode()
    assert "has been deleted" in gone
    assert client.post(link).status_code == 404
    row = Registration.objects.get()
    assert (row.name, row.email, row.answers, row.program) == ("", "", {}, "customer")


def test_unknown_programs_and_links_lead_nowhere(client: Client) -> None:
    assert client.get("/join/nothing/").status_code == 404
    assert client.get("/join/confirm/nothing/").status_code == 404


@pytest.mark.parametrize(
    ("asked", "browser", "heading"),
    [
        ("", "", "Put in a good word"),
        ("", "de-CH,de;q=0.9,en;q=0.8", "Legen Sie ein gutes Wort"),
        ("fr", "de", "Dites du bien"),
        ("xx", "pt-BR,fr;q=0.5", "Dites du bien"),
        ("", "\x00" * 300, "Put in a good word"),
    ],
)
def test_the_page_speaks_the_language_of_its_guest(client: Client, asked: str, browser: str, heading: str) -> None:
    page = client.get(JOIN, {"lang": asked}, headers={"accept-language": browser}).content.decode()
    assert heading in page
    (language,) = re.findall(r'<html lang="(\w+)"', page)
    assert language == {"P": "en", "L": "de", "D": "fr"}[heading[0]]


def test_managers_change_what_stands_there_and_each_registration_keeps_what_it_read(client: Client) -> None:
    manager = a_manager()
    words = Words(subject="About your data", greeting="", body="{company} keeps it for a week.", closing="")
    assert publish("join_notice", "en", words, begun_from=0, by=manager, at=clock.now())
    assert "keeps it for a week" in client.get(JOIN).content.decode()
    with translation.override("en"):
        assert sends(client).status_code == 422  # the page they had open said something else
    assert sends(client, read="en:1,en:0").status_code == 302
    row = Registration.objects.get()
    assert row.notice is not None
    assert (row.notice.number, row.notice.words) == (1, "our company keeps it for a week.")


@pytest.mark.usefixtures("queue")
def test_the_same_answer_whether_or_not_the_address_is_known(client: Client) -> None:
    first, second = sends(client), sends(client)
    assert (first.status_code, first["Location"], first.content) == (second.status_code, second["Location"], second.content)


