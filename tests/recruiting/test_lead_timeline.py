"""What an owner says of a reference lead reads on the timeline of the customer."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.people.actions import ensure_program
from goodword.recruiting.actions.lead_answers import answer_lead
from goodword.recruiting.models import ReferenceLead
from tests.factories.people import a_manager, a_person
from tests.recruiting.leads_world import a_prospect, made

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_not_now_is_said_with_its_day_on_the_page_of_the_customer(client: Client) -> None:
    ensure_program()
    manager, owner = a_manager(), a_person()
    account = a_prospect("Vestara Insurance", owner=owner)
    made(manager)
    lead, until = ReferenceLead.objects.get(account=account), clock.now().date() + timedelta(days=60)
    answer_lead(lead, answer="not_now", until_on=until, by=Actor.person(owner), at=clock.now())
    client.force_login(manager)
    page = client.get(reverse("desk:account", args=[account.pk]))
    assert page.status_code == 200
    assert "As a reference lead: not before" in page.content.decode()
