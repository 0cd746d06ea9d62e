"""From the public page to a member: the source goes all the way, and is counted."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from goodword.customers.models import Member
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.people.actions import ensure_program
from goodword.recruiting.actions import deciding, submit
from goodword.recruiting.actions.approve import approve
from goodword.recruiting.actions.drafts import save_briefing
from goodword.recruiting.actions.introduction import write_introduction
from goodword.recruiting.actions.review import take_up
from goodword.recruiting.models import Introduction, Nomination
from tests.factories.customers import an_account
from tests.factories.people import a_manager, a_person
from tests.recruiting.world import a_registration

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_who_registered_and_is_accepted_becomes_a_member_of_the_external_page_and_is_counted(client: Client) -> None:
    ensure_program()
    manager = a_manager()
    by, at = Actor.person(manager), clock.now()
    day = at.date() - timedelta(days=1)
    an_account("Vestara Insurance", owner=a_person(), website="https://www.vestara.example", segment="smb")
    row = a_registration(came_from="newsletter", answers={"better": "Releases are daily."}, offered=("sales_call",))
    a_registration(email="second@vestara.example", came_from="newsletter")
    deciding.accept(row, by=by, at=at)
    nomination = Nomination.objects.get()
    save_briefing(nomination, by=by, at=at, briefing={"industry": "insurance"}, champion=nomination.champion)
    nomination.refresh_from_db()
    sent = submit(nomination, by=by, at=at)
    assert isinstance(sent, Nomination), sent
    take_up(sent, by=Actor.person(manager), at=at)
    call = {"held_on": day, "is_described": True, "agreed_types": ["sales_call"], "consent_on": day, "consent_way": "call"}
    said = {**call, "answers": {"led": "Slow releases."}, "comfort": "One call a quarter", "consent_by": sent.champion}
    assert isinstance(write_introduction(sent, by=by, at=at, said=said, finish=True), Introduction)
    approve(sent, by=by, at=at)
    assert Member.objects.get().how_joined == "external_page"
    client.force_login(manager)
    written = client.get(reverse("reports:registered"), {"by": "source", "export": "csv", "block": "registrations"})
    assert "2,2,1,1" in b"".join(written.streaming_content).decode()  # type: ignore[attr-defined]  # a file
