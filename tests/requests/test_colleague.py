"""A customer names a colleague: the manager writes them down and puts the customer forward again, and the rules weigh the second ask."""

import pytest
from django.test import Client
from django.urls import reverse

from goodword.customers.models import Contact
from goodword.kernel.actor import Actor
from goodword.requests import actions
from goodword.requests.models import Candidate
from tests.portal.world import Call, a_call

pytestmark = pytest.mark.django_db


def a_named_colleague() -> Call:
    """A customer who cannot, and named Renee Tool."""
    call = a_call()
    actions.name_colleague(call.now(), colleague="Renee Tool <renee@vestara.example>", by=Actor.contact(call.contact), at=call.at)
    return call


@pytest.mark.slow
def test_the_named_colleague_is_put_forward_and_the_rules_weigh_the_second_ask(client: Client) -> None:
    call = a_named_colleague()
    page = reverse("requests:request", args=[call.request.pk])
    add = reverse("requests:put_colleague_forward", args=[call.request.pk, call.candidate.pk])
    client.force_login(call.manager)
    seen = client.get(page).content.decode()
    assert "Add Renee Tool and put them forward" in seen
    assert "They named" not in seen
    form = client.get(page, {"do": "put_colleague_forward", "candidate": str(call.candidate.pk)}).content.decode()
    assert 'value="renee@vestara.example"' in form
    said = client.post(add, {"name": "Renee Tool", "email": "renee@vestara.example"}, follow=True).content.decode()
    again = Candidate.objects.exclude(pk=call.candidate.pk).get()
    assert (again.state, again.contact) == ("shortlisted", Contact.objects.get(name="Renee Tool"))
    assert "Add Renee Tool and put them forward" not in said
    assert "Hold all the same" in said  # the first ask took the one place of the period
    client.post(reverse("requests:hold", args=[call.request.pk, again.pk]))
    assert Candidate.objects.get(pk=again.pk).state == "shortlisted"
    client.post(add, {"name": "Renee Tool", "email": "renee@vestara.example"})
    assert Candidate.objects.count() == 2


@pytest.mark.slow
def test_neither_the_seller_nor_the_same_person_again(client: Client) -> None:
    call = a_named_colleague()
    add = reverse("requests:put_colleague_forward", args=[call.request.pk, call.candidate.pk])
    client.force_login(call.requester)
    assert client.post(add, {"name": "Renee Tool", "email": "renee@vestara.example"}).status_code == 403
    client.force_login(call.manager)
    same = client.post(add, {"name": "Ingrid Solberg", "email": call.contact.email})
    assert same.status_code == 422
    assert Candidate.objects.count() == 1
