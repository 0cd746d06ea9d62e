"""Only the people on a confidential request know of it: no address of it answers anybody else, administrators included."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from goodword.comments.models import Comment
from goodword.customers.models import Account, Campaign
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused
from goodword.ledger.actions import release
from goodword.ledger.models import LedgerEntry
from goodword.people.kinds import Role
from goodword.people.models import User
from goodword.people.queries import circle_ids
from goodword.policy.models import Decision
from goodword.requests import actions
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.queries.work import waiting
from goodword.requests.urls import urlpatterns
from tests.factories.people import a_manager, a_person
from tests.requests.events import an_event, said_yes, willing
from tests.requests.world import World, a_customer, a_world, now, today

pytestmark = pytest.mark.django_db


def addresses(candidate: Candidate) -> list[str]:
    """Every address below /requests/ that is about one request."""
    found = []
    for pattern in urlpatterns:
        names = pattern.pattern.converters
        if "number" in names:
            known = {"number": candidate.reference_request_id, "candidate_id": candidate.pk}
            args = {name: known.get(name, 1) for name in names}
            found.append(reverse(f"requests:{pattern.name}", kwargs=args))
    return found


def outsiders(world: World) -> list[User]:
    """People who would see it, were it not confidential."""
    return [world.lead, a_manager(name="Jonas Weir"), a_person(Role.ADMINISTRATOR, name="Ada Root")]


@pytest.mark.slow
def test_no_address_answers_anybody_outside() -> None:
    world = a_world()
    candidate = world.held(is_confidential=True)
    assert len(addresses(candidate)) > 25
    for user in outsiders(world):
        client = world.as_(user)
        for address in addresses(candidate):
            assert client.get(address).status_code in (404, 405), (user.name, address)
            assert client.post(address, {"reason": "So.", "result": "helped", "account": world.account.pk}).status_code in (404, 405), (
                address
            )
        listed = client.get(reverse("requests:list"), {"view": "all", "q": ""}).content.decode()
        assert "Oakmere Bank" not in listed
        assert "REQ-" not in listed
        assert waiting(user, at=now()).mine == []
        assert waiting(user, at=now()).others == []
    candidate.refresh_from_db()
    assert candidate.state == "held"


@pytest.mark.slow
def test_the_circle_holds_requester_manager_and_whoever_is_asked() -> None:
    world = a_world()
    candidate = world.put_forward(world.sent(is_confidential=True))
    row = candidate.reference_request
    assert row.circle is not None
    assert set(row.circle.people.all()) == {world.seller, world.manager}
    assert world.as_(world.owner).get(reverse("requests:request", args=[row.pk])).status_code == 404
    actions.hold(candidate, by=Actor.person(world.manager), at=now())
    assert set(row.circle.people.all()) == {world.seller, world.manager, world.owner}
    assert world.as_(world.owner).get(reverse("requests:request", args=[row.pk])).status_code == 200


@pytest.mark.slow
def test_everything_about_it_carries_its_circle() -> None:
    world = a_world()
    candidate = world.accepted(is_confidential=True)
    row = candidate.reference_request
    actions.comment(row, by=Actor.person(world.seller), at=now(), text="Between us.")
    with pytest.raises(NotAllowed):
        actions.comment(row, by=Actor.person(a_manager()), at=now(), text="May I know?")
    assert row.circle_id is not None
    of_request = Entry.objects.filter(subjects__kind__in=("candidate", "referencerequest"))
    assert set(of_request.values_list("circle_id", flat=True)) == {row.circle_id}
    assert set(Decision.objects.values_list("circle_id", flat=True)) == {row.circle_id}
    assert set(LedgerEntry.objects.values_list("circle_id", flat=True)) == {row.circle_id}
    assert set(Comment.objects.values_list("circle_id", flat=True)) == {row.circle_id}
    assert candidate.approval is not None
    assert candidate.approval.circle_id == row.circle_id


@pytest.mark.slow
def test_the_customer_is_named_to_nobody_who_was_slower() -> None:
    world = a_world()
    world.held(is_confidential=True)
    other = a_manager(name="Jonas Weir")
    row = world.sent()
    mine = actions.suggest(row, account=world.account, by=Actor.person(other), at=now())
    assert isinstance(mine, Candidate)
    refused = actions.hold(mine, by=Actor.person(other), at=now())
    assert isinstance(refused, Refused)
    assert world.manager.name not in refused.words
    assert "another request holds this customer" in refused.words
    assert circle_ids(other) == frozenset()


@pytest.mark.slow
def test_trying_one_customer_after_the_other_tells_nobody_who_speaks_in_confidence() -> None:
    world = a_world()
    campaign = Campaign.objects.create(name="Harbour Days")
    other = a_manager(name="Jonas Weir")
    names = ("Merrow Payments", "Halden Freight", "Quarrystone")
    secret, second, free = (willing(a_customer(name, owner=world.owner, region=world.owner.region)) for name in names)
    said_yes(world, secret, an_event(world, campaign=campaign, is_confidential=True))
    said_yes(world, second, an_event(world, campaign=campaign, is_confidential=True))

    def tried(account: Account) -> str:
        row = an_event(world, campaign=campaign)
        address = reverse("requests:suggest", args=[row.pk])
        page = world.as_(other).post(address, {"account": account.pk, "hold": ""}, follow=True).content.decode()
        assert not Candidate.objects.filter(reference_request=row, state="held").exists()
        assert "2 customer speakers at most" in page
        return str(page.split("2 customer speakers at most")[1][:120])

    assert tried(secret) == tried(free) == tried(second)


@pytest.mark.slow
def test_moving_a_request_to_an_event_tells_nobody_who_speaks_there_in_confidence() -> None:
    world = a_world()
    campaign = Campaign.objects.create(name="Harbour Days", held_on=today() + timedelta(days=120))
    names = ("Merrow Payments", "Halden Freight", "Quarrystone")
    secret, second, free = (willing(a_customer(name, owner=world.owner, region=world.owner.region)) for name in names)
    mara, jonas = Actor.person(world.manager), Actor.person(a_manager(name="Jonas Weir"))

    def held(account: Account, row: ReferenceRequest) -> Candidate:
        made = actions.hold(world.put_forward(row, account), by=mara, at=now())
        assert isinstance(made, actions.Held), made
        return made.candidate

    for account in (secret, second):
        entry = held(account, an_event(world, campaign=campaign, is_confidential=True)).ledger_entry
        assert entry is not None
        assert release(entry, at=now())  # the customer has a place for another event: only this one is full
    for account in (secret, free):
        moved = actions.choose_campaign(held(account, an_event(world)).reference_request, campaign=campaign, by=jonas, at=now())
        assert isinstance(moved, Refused), account.name
        assert "2 customer speakers at most" in moved.words
