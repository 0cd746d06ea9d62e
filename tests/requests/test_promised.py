"""What is promised to each team, and the ledger of exceptions: counted for everybody, and nothing confidential is named."""

from __future__ import annotations

import pytest
from django.urls import reverse

from goodword.kernel.actor import Actor
from goodword.policy.queries import in_force
from goodword.requests import actions
from tests.factories.people import a_manager
from tests.requests.exceptional import by, exceptional_world
from tests.requests.world import now, today

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_the_ledger_counts_per_team_kind_and_reason_and_names_nothing_confidential() -> None:
    world = exceptional_world()
    world.late()
    made = world.late()
    actions.approve_exception(made, reason="Yes.", by=by(world.reviewer), at=now())
    secret = world.late(is_confidential=True, details={"event_name": "Secret Gathering"})
    assert world.reviewer is not None
    outsider = a_manager(name="Olga Fern")
    assert "Secret Gathering" in world.as_(world.reviewer).get(reverse("desk:exceptions")).content.decode()
    for address in (reverse("desk:exceptions"), reverse("desk:exception_ledger"), reverse("desk:commitments")):
        assert "Secret Gathering" not in world.as_(outsider).get(address).content.decode()
    assert world.as_(outsider).get(reverse("desk:exception", args=[secret.reference_request_id])).status_code == 404
    counted = world.as_(outsider).get(reverse("desk:exception_ledger"), {"export": "csv"}).getvalue().decode()
    assert {line.strip() for line in counted.splitlines()[1:]} == {
        "Field marketing,A speaker at an event,Time for the customer,2,1,0,1",
        "Field marketing,A speaker at an event,Notice,2,1,0,1",
    }
    seen = world.as_(world.reviewer).get(reverse("desk:exception_ledger"), {"export": "csv"}).getvalue().decode()
    assert ",3,1,0,2" in seen


@pytest.mark.slow
def test_commitments_show_what_is_promised_used_and_queued_and_open_the_list() -> None:
    world = exceptional_world()
    quarter = in_force(now()).fiscal.quarter_of(today())
    day = in_force(now()).fiscal.add_quarters(quarter, 2).start
    used, queued = world.event(on=day), world.event(on=day)
    actions.triage(used, by=Actor.person(world.manager), at=now())
    client = world.as_(world.manager)
    page = client.get(reverse("desk:commitments")).content.decode()
    label = in_force(now()).fiscal.quarter_of(day).label
    assert f"Field marketing, {label}: 1 used" in page
    assert f"Field marketing, {label}: 1 in the queue" in page
    behind = client.get(reverse("desk:promised"), {"quarter": label, "what": "used", "team": "field_marketing"}).content.decode()
    assert used.number in behind
    assert queued.number not in behind
    assert client.get(reverse("desk:promised"), {"quarter": "nonsense"}).status_code == 404
