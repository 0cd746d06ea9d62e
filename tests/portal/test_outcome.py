"""What came of the call: one click, by each side, changeable."""

import pytest
from django.test import Client

from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.links.actions import Purpose
from goodword.notifications.actions import write
from goodword.notifications.actions.compose import Composed, compose
from goodword.requests.models import Outcome
from tests.portal.world import a_call

pytestmark = pytest.mark.django_db


@pytest.mark.slow
@pytest.mark.parametrize("purpose", [Purpose.CUSTOMER_OUTCOME, Purpose.REQUESTER_OUTCOME])
def test_one_click_and_another(client: Client, purpose: Purpose) -> None:
    call = a_call(until="done")
    url = call.link(purpose)
    by_customer = purpose == Purpose.CUSTOMER_OUTCOME
    assert client.get(url).status_code == 200
    assert not Outcome.objects.exists()
    page = client.post(url, {"result": "helped", "words": "<i>Good</i> talk"}, follow=True)
    assert "your answer is kept" in page.content.decode()
    assert "&lt;i&gt;Good" in page.content.decode()
    client.post(url, {"result": "unknown"})
    assert list(Outcome.objects.values_list("by_customer", "result")) == [(by_customer, "unknown")]
    assert client.post(url, {"result": "shrug"}).status_code == 422
    assert client.post(url, {}).status_code == 422


@pytest.mark.slow
@pytest.mark.parametrize("purpose", [Purpose.CUSTOMER_OUTCOME, Purpose.REQUESTER_OUTCOME])
def test_the_same_said_twice_is_told_once(client: Client, purpose: Purpose) -> None:
    url = a_call(until="done").link(purpose)
    for result in ("helped", "helped", "unknown", "unknown"):
        assert client.post(url, {"result": result}).status_code == 302
    told = Entry.objects.filter(verb__endswith=".outcome_reported").order_by("pk")
    assert [entry.data["result"] for entry in told] == ["helped", "unknown"]


@pytest.mark.slow
def test_not_before_it_is_over(client: Client) -> None:
    call = a_call(until="accepted")
    url = call.link(Purpose.CUSTOMER_OUTCOME)
    assert "nothing to say about it yet" in client.get(url).content.decode()
    client.post(url, {"result": "helped"})
    assert not Outcome.objects.exists()


@pytest.mark.slow
def test_the_customer_reads_what_was_answered_and_written_and_no_more(client: Client) -> None:
    call = a_call(until="done")
    page = call.link(Purpose.ANSWER_ASK)
    assert "You hear from us what came of it." in client.get(page).content.decode()
    client.post(call.link(Purpose.REQUESTER_OUTCOME), {"result": "helped", "words": "They signed on Friday."})
    seen = client.get(page).content.decode()
    assert "Sven tells us that it helped." in seen
    assert "Sven writes: “They signed on Friday.”" in seen
    assert "You hear from us" not in seen
    entry = Entry.objects.get(verb="request.outcome_reported")
    (letter,) = write("thanks", entry_id=entry.pk, at=clock.now())
    made = compose(letter, at=clock.now())
    assert isinstance(made, Composed)
    body = made.text
    assert "Sven tells us that it helped." in body
    assert "“They signed on Friday.”" in body
    assert "decide" not in body
