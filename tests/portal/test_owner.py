"""The owner's page: facts, then yes or no, once, for that one question."""

import pytest
from django.test import Client

from goodword.approvals.actions import delegate
from goodword.kernel.actor import Actor
from goodword.links.actions import Purpose
from tests.factories.people import a_person
from tests.portal.world import a_call

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_a_yes_and_then_it_is_said(client: Client) -> None:
    call = a_call(until="held")
    url = call.link(Purpose.OWNER_ANSWER)
    words = client.get(url).content.decode()
    assert call.now().state == "held"
    for fact in ("Vestara Insurance", "Ingrid Solberg", "Halden Freight", "How you proved the audit trail.", "Not in the last year"):
        assert fact in words
    assert "You said yes." in client.post(url, {"decision": "yes"}, follow=True).content.decode()
    assert call.now().state == "owner_approved"
    client.post(url, {"decision": "no", "reason": "Changed my mind"})
    assert call.now().state == "owner_approved"


@pytest.mark.slow
def test_a_no_says_why(client: Client) -> None:
    call = a_call(until="held")
    url = call.link(Purpose.OWNER_ANSWER)
    page = client.post(url, {"decision": "no", "reason": "  "})
    assert page.status_code == 422
    assert "Say why not" in page.content.decode()
    assert call.now().state == "held"
    client.post(url, {"decision": "no", "reason": "They renew next week."})
    assert call.now().state == "owner_declined"
    approval = call.now().approval
    assert approval is not None
    assert approval.reason == "They renew next week."


@pytest.mark.slow
@pytest.mark.parametrize("sent", [{}, {"decision": "maybe"}])
def test_neither_is_neither(client: Client, sent: dict[str, str]) -> None:
    call = a_call(until="held")
    assert client.post(call.link(Purpose.OWNER_ANSWER), sent).status_code == 422
    assert call.now().state == "held"


@pytest.mark.slow
def test_a_link_of_somebody_who_may_no_longer_answer(client: Client) -> None:
    call = a_call(until="held")
    url = call.link(Purpose.OWNER_ANSWER)
    approval = call.now().approval
    assert approval is not None
    for name in ("First Deputy", "Second Deputy"):
        delegate(approval, to=a_person(name=name), due_at=approval.due_at, by=Actor.system(), at=call.at)
    assert client.get(url).status_code == 200  # the first approver keeps their word
    call.owner.is_active = False
    call.owner.save()
    client.post(url, {"decision": "yes"})
    assert call.now().state == "held"
