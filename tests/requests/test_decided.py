"""Every stored decision opens as it was decided: the policy, the facts and the verdicts of its moment, for whoever sees its request."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse

from goodword.people.queries import today
from goodword.policy.actions import publish
from goodword.policy.models import Decision
from goodword.policy.numbers import STANDARD
from tests.factories.people import a_person
from tests.requests.world import a_world, now

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_a_decision_stays_as_it_was_whatever_changes_afterwards() -> None:
    world = a_world()
    candidate = world.accepted()
    decision = Decision.objects.filter(candidate_id=candidate.pk, step="ask").get()
    publish(numbers=replace(STANDARD, counts="done"), effective_from=today(now()), name="Other", by=world.manager, at=now())
    world.account.health = "poor"
    world.account.save()
    shown = world.as_(world.manager).get(reverse("requests:decision", args=[decision.pk])).content.decode()
    assert "policy 1, Standard" in shown
    assert "When the customer was asked" in shown
    assert "Free for a call" in shown
    assert "Poor" not in shown
    listed = world.as_(world.seller).get(reverse("requests:decisions", args=[candidate.reference_request_id])).content.decode()
    assert listed.count(reverse("requests:decision", args=[decision.pk])) == 1
    page = world.as_(world.manager).get(reverse("requests:request", args=[candidate.reference_request_id])).content.decode()
    assert reverse("requests:decision", args=[candidate.decision_id]) in page


def test_who_does_not_see_the_request_finds_no_decision() -> None:
    world = a_world()
    candidate = world.accepted()
    stranger = world.as_(a_person())
    for decision in Decision.objects.all():
        assert stranger.get(reverse("requests:decision", args=[decision.pk])).status_code == 404
    assert stranger.get(reverse("requests:decisions", args=[candidate.reference_request_id])).status_code == 404
