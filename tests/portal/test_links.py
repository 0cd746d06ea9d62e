"""A customer's link is withdrawn or renewed by whoever leads the request, and its page is kind about it."""

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.test import Client, override_settings
from django.urls import reverse

from goodword.desk.actions.hand_over import hand_over
from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused
from goodword.links.actions import Link, Purpose
from goodword.notifications.actions import write
from goodword.notifications.actions.compose import compose
from goodword.people.kinds import Role
from goodword.people.models import Program
from goodword.requests import actions
from tests import there
from tests.factories.people import a_person
from tests.portal.world import Call, a_call

pytestmark = pytest.mark.django_db


def signed_in(call: Call, who: str = "manager") -> Client:
    """A browser of a colleague."""
    client = Client()
    client.force_login(getattr(call, who))
    return client


def verb(call: Call, name: str) -> str:
    """Where a verb about the candidate is posted to."""
    return reverse(f"requests:{name}", args=[call.request.pk, call.candidate.pk])


@pytest.mark.slow
def test_a_withdrawn_link_answers_nothing_and_says_whom_to_write_to(client: Client) -> None:
    call = a_call()
    url, manager = call.link(Purpose.ANSWER_ASK), signed_in(call)
    page = reverse("requests:request", args=[call.request.pk])
    assert "Withdraw the link" in manager.get(page).content.decode()
    assert "Withdraw the link" not in signed_in(call, "requester").get(page).content.decode()
    assert signed_in(call, "requester").post(verb(call, "withdraw_link")).status_code == 403
    assert client.get(url).status_code == 200
    manager.post(verb(call, "withdraw_link"))
    gone = client.get(url)
    assert gone.status_code == 404
    assert "This link is no longer valid." in gone.content.decode()
    assert f"mailto:{call.manager.email}" in gone.content.decode()
    assert "Vestara" not in gone.content.decode()
    assert client.post(url, {"answer": "not_now"}).status_code == 404
    assert call.now().state == "asked"
    seen = manager.get(page).content.decode()
    assert "No link works just now." in seen
    assert "Withdrew the link of Ingrid Solberg" in seen


@pytest.mark.slow
def test_what_was_typed_while_the_link_was_withdrawn_stays_with_whom_to_tell(client: Client) -> None:
    call = a_call()
    url = call.link(Purpose.ANSWER_ASK)
    signed_in(call).post(verb(call, "withdraw_link"))
    answer = client.post(url, {"answer": "not_now", "words": "Not before <spring>,\r\nsorry."})
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "What you typed was not sent." in page
    assert "Not before &lt;spring&gt;,\nsorry." in page
    assert f"mailto:{call.manager.email}?body=Not%20before%20%3Cspring%3E" in page
    assert "was not sent" not in client.get(url).content.decode()
    assert "was not sent" not in client.post(url, {"answer": "not_now"}).content.decode()


@pytest.mark.slow
def test_what_was_typed_while_the_request_was_stopped_stays_too(client: Client) -> None:
    call = a_call()
    url = call.link(Purpose.ANSWER_ASK)
    actions.cancel(call.request, reason="The deal is off.", by=Actor.person(call.manager), at=clock.now())
    colleague = {"answer": "colleague", "colleague_name": "Ola Berg", "colleague_email": "ola@vestara.example", "words": "Ask him."}
    page = client.post(url, colleague).content.decode()
    assert "This is no longer needed." in page
    for typed in ("What you typed was not sent.", "Ola Berg", "ola@vestara.example", "Ask him."):
        assert typed in page


@pytest.mark.slow
def test_a_fresh_link_is_the_same_ask_and_ends_the_old_one(client: Client) -> None:
    call = a_call()
    old, manager = call.link(Purpose.ANSWER_ASK), signed_in(call)
    before = call.now()
    manager.post(verb(call, "send_fresh_link"))
    now = call.now()
    assert (now.state, now.attempts, now.answer_due_at) == ("asked", before.attempts, before.answer_due_at)
    assert client.get(old).status_code == 404
    entry = Entry.objects.get(verb="candidate.link_renewed")
    (letter,) = write("ask", entry_id=entry.pk, at=clock.now())
    assert letter.to_contact == call.contact
    made = there.letter(compose(letter, at=clock.now()))
    fresh = "/r/" + made.url.split("/r/")[1]
    assert client.post(fresh, {"answer": "not_now", "code": "no_time"}).status_code == 302
    assert call.now().state == "declined"
    assert outbox.outbox == []


@pytest.mark.slow
def test_who_may_not_be_written_to_gets_no_fresh_link() -> None:
    call = a_call()
    old = call.link(Purpose.ANSWER_ASK)
    call.contact.do_not_contact = True
    call.contact.save(update_fields=["do_not_contact"])
    said = signed_in(call).post(verb(call, "send_fresh_link"), follow=True).content.decode()
    assert "may not be written to any more" in said
    assert Client().get(old).status_code == 200


@pytest.mark.slow
def test_the_manager_sees_that_the_page_was_opened_and_opening_answers_nothing(client: Client) -> None:
    call = a_call()
    url, page = call.link(Purpose.ANSWER_ASK), reverse("requests:request", args=[call.request.pk])
    assert "The page was not opened yet." in signed_in(call).get(page).content.decode()
    assert client.head(url).status_code == 200
    assert Link.objects.get().first_opened_at is None
    client.get(url)
    assert "The page was opened on" in signed_in(call).get(page).content.decode()
    assert call.now().state == "asked"


@pytest.mark.slow
def test_a_link_that_has_run_out_says_so_and_a_guess_learns_nothing(client: Client) -> None:
    call = a_call()
    expired = call.link(Purpose.ANSWER_ASK, days=1, at=call.at - timedelta(days=2))
    assert "This link has run out." in client.get(expired).content.decode()
    guessed = client.get(f"/r/{'x' * 43}/").content.decode()
    assert call.manager.email not in guessed
    assert "mailto:" not in guessed


@pytest.mark.slow
def test_an_owner_who_is_taken_out_of_what_is_confidential_reads_nothing_by_their_link(client: Client) -> None:
    call = a_call(until="held", confidential=True)
    url = call.link(Purpose.OWNER_ANSWER)
    assert "Halden Freight" in client.get(url).content.decode()
    client.post(url, {"decision": "no", "reason": "They renew next week."})
    assert client.get(url).status_code == 200
    assert not isinstance(actions.take_out(call.request, who=call.owner, by=Actor.person(call.manager), at=call.at), Refused)
    gone = client.get(url)
    assert gone.status_code == 404
    assert call.manager.name not in gone.content.decode()
    actions.let_know(call.request, who=call.owner, by=Actor.person(call.manager), at=call.at)
    assert client.get(url).status_code == 404  # an old mail is not let in again with its reader


@pytest.mark.slow
def test_a_link_ends_with_the_standing_it_was_made_for(client: Client) -> None:
    call = a_call(until="done")
    url = call.link(Purpose.REQUESTER_OUTCOME)
    assert client.get(url).status_code == 200
    hand_over(call.requester, to=a_person(name="Tilda Moen"), by=a_person(Role.ADMINISTRATOR), at=call.at)
    assert client.get(url).status_code == 404
    assert client.post(url, {"result": "helped"}).status_code == 404


@pytest.mark.slow
def test_without_a_mail_server_or_a_company_name_the_manager_reads_how_to_go_on() -> None:
    call = a_call(until="held")
    actions.owner_approve(call.now(), by=Actor.person(call.owner), at=call.at)
    page = reverse("requests:request", args=[call.request.pk])
    hint = "No mail server is set up: nothing leaves."
    before = signed_in(call).get(page).content.decode()
    assert hint not in before
    assert "our company" not in before
    Program.objects.update(company_name="")
    assert "the mail to the customer would say “our company”" in signed_in(call).get(page).content.decode()
    asked = a_call(account="Norrvik Bank", contact="Ola Berg")
    page = reverse("requests:request", args=[asked.request.pk])
    assert hint in signed_in(asked).get(page).content.decode()
    with override_settings(GOODWORD_MAIL_CONFIGURED=True):
        assert hint not in signed_in(asked).get(page).content.decode()
