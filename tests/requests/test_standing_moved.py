"""A rule pauses a customer while something is under way with it: nothing is broken, and whoever leads it hears of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from goodword.customers.models import Account
from goodword.journal.models import Entry
from goodword.notifications.access import visible_to as mails_visible_to
from goodword.notifications.actions import Composed, read, write
from goodword.people.kinds import Role
from goodword.policy import actions as policy
from goodword.policy.models import PolicyVersion
from goodword.policy.numbers import STANDARD
from goodword.reactions import react
from goodword.requests.queries.words import request_url
from goodword.requests.states import CandidateState
from goodword.requests.tasks import note_standing_moved
from tests.factories.people import a_person
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
def test_whoever_leads_a_confidential_request_is_told_without_a_name_and_nobody_else_learns_of_it() -> None:
    world = a_world()
    early = datetime(2001, 1, 1, tzinfo=UTC)
    policy.publish(
        numbers=replace(STANDARD, health_leads="pause"), effective_from=date(2001, 1, 1), name="Of this test", by=world.manager, at=early
    )
    candidate = world.held(is_confidential=True)
    request = candidate.reference_request
    assert request.circle is not None
    Account.objects.filter(pk=world.account.pk).update(health="poor")
    assert policy.sweep_standing(now()) == (1, 0)
    moved = Entry.objects.get(verb="member.moved_by_rule")
    react(entry_id=moved.pk)
    assert ProcrastinateJob.objects.filter(task_name="goodword.requests.note_standing_moved", args={"entry_id": moved.pk}).exists()
    for _twice in range(2):
        note_standing_moved(entry_id=moved.pk)
    noted = Entry.objects.get(verb="candidate.standing_moved")
    assert noted.circle_id == request.circle_id
    assert write("standing_moved", entry_id=moved.pk, at=now()) == []
    [mail] = write("standing_moved_quietly", entry_id=noted.pk, at=now())
    assert (mail.to_user, mail.circle_id) == (request.manager, request.circle_id)
    composed = read(mail, at=now())
    assert isinstance(composed, Composed)
    assert request.number in composed.letter.subject
    assert world.account.name not in composed.text + composed.letter.subject
    boss = a_person(Role.ADMINISTRATOR)
    assert not mails_visible_to(boss).filter(pk=mail.pk).exists()
    page = world.as_(boss).get(reverse("desk:account", args=[world.account.pk])).content.decode()
    assert request.number not in page
    assert "A rule paused" in world.as_(world.manager).get(request_url(request)).content.decode()
    assert "A rule paused" not in page


@pytest.mark.slow
def test_caution_by_rule_bothers_nobody() -> None:
    world = a_world()
    world.held()
    Account.objects.filter(pk=world.account.pk).update(health="poor")
    assert policy.sweep_standing(now()) == (1, 0)
    entry = Entry.objects.get(verb="member.moved_by_rule")
    assert write("standing_moved", entry_id=entry.pk, at=now()) == []
