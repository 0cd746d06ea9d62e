"""A rule pauses a customer while something is under way with it: nothing is broken, and whoever leads it hears of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from goodword.customers.models import Account
from goodword.journal.models import Entry
from goodword.notifications.actions import Composed, read, write
from goodword.policy import actions as policy
from goodword.policy.models import PolicyVersion
from goodword.policy.numbers import STANDARD
from goodword.requests.states import CandidateState
from tests.requests.world import a_world, now

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_a_hold_of_a_customer_that_a_rule_pauses_stays_and_its_manager_is_told() -> None:
    world = a_world()
    early = datetime(2001, 1, 1, tzinfo=UTC)
    numbers = replace(STANDARD, health_leads="pause")
    version = policy.publish(numbers=numbers, effective_from=date(2001, 1, 1), name="Of this test", by=world.manager, at=early)
    assert isinstance(version, PolicyVersion)
    candidate = world.held()
    Account.objects.filter(pk=world.account.pk).update(health="poor")
    assert policy.sweep_standing(now()) == (1, 0)
    candidate.refresh_from_db()
    assert candidate.state == CandidateState.HELD
    entry = Entry.objects.get(verb="member.moved_by_rule")
    [mail] = write("standing_moved", entry_id=entry.pk, at=now())
    assert mail.to_user == candidate.reference_request.manager
    composed = read(mail, at=now())
    assert isinstance(composed, Composed)
    assert world.account.name in composed.letter.subject
    assert candidate.reference_request.number in composed.text


@pytest.mark.slow
def test_caution_by_rule_bothers_nobody() -> None:
    world = a_world()
    world.held()
    Account.objects.filter(pk=world.account.pk).update(health="poor")
    assert policy.sweep_standing(now()) == (1, 0)
    entry = Entry.objects.get(verb="member.moved_by_rule")
    assert write("standing_moved", entry_id=entry.pk, at=now()) == []
