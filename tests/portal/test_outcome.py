"""What came of the call: one click, by each side, changeable."""

import pytest
from django.test import Client

from goodword.links.actions import Purpose
from goodword.requests.models import Outcome
from tests.portal.world import a_call

pytestmark = pytest.mark.django_db


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


def test_not_before_it_is_over(client: Client) -> None:
    call = a_call(until="accepted")
    url = call.link(Purpose.CUSTOMER_OUTCOME)
    assert "nothing to say about this call yet" in client.get(url).content.decode()
    client.post(url, {"result": "helped"})
    assert not Outcome.objects.exists()
