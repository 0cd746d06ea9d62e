"""Two managers put the policy in force in the same instant: one version comes of one draft, and nobody's is lost without a word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from goodword.kernel.refusal import Refused
from goodword.people import actions as people
from goodword.people.models import User
from goodword.people.queries import today
from goodword.policy import actions
from goodword.policy.models import PolicyDraft, PolicyVersion
from goodword.policy.numbers import STANDARD
from tests.at_once import Doing, at_once, until_waiting
from tests.factories.people import a_manager
from tests.policy.test_drafts import a_draft
from tests.requests.world import now

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(autouse=True)
def _policy() -> None:
    people.ensure_program()
    actions.ensure_first_version()


def test_one_draft_put_in_force_by_two_makes_one_version() -> None:
    mara, jonas = a_manager(name="Mara Lindqvist"), a_manager(name="Jonas Weir")
    draft, at = a_draft(mara, hold_days=9), now()

    def publish(by: User) -> Callable[[], object]:
        return lambda: actions.publish_draft(draft.pk, starts_on=today(at), note="So.", edition=draft.edition, by=by, at=at)

    done = at_once(publish(mara), publish(jonas))
    assert sorted(type(each).__name__ for each in done) in (["NotFound", "PolicyVersion"], ["PolicyVersion", "Refused"]), done
    assert PolicyVersion.objects.count() == 2
    assert PolicyDraft.objects.get().published_as == PolicyVersion.objects.get(number=2)


def test_two_drafts_alike_put_in_force_at_once_make_one_version_and_the_other_is_told_that_nothing_differs() -> None:
    mara, jonas = a_manager(name="Mara Lindqvist"), a_manager(name="Jonas Weir")
    at, first, second = now(), a_draft(mara, hold_days=9), a_draft(jonas, hold_days=9)

    def publish(draft: PolicyDraft, by: User) -> object:
        return actions.publish_draft(draft.pk, starts_on=today(at), note="So.", edition=draft.edition, by=by, at=at)

    with transaction.atomic():
        assert isinstance(publish(first, mara), PolicyVersion)
        other = Doing(lambda: publish(second, jonas))
        until_waiting(1, other)
    came = other.done()
    assert isinstance(came, Refused), came
    assert came.reasons[0].code == "policy.same"
    assert PolicyVersion.objects.count() == 2


def test_who_calls_a_version_off_does_not_undo_another_that_replaced_it_meanwhile() -> None:
    mara, jonas = a_manager(name="Mara Lindqvist"), a_manager(name="Jonas Weir")
    at = now()
    day = today(at) + timedelta(days=10)
    wrong = actions.publish(numbers=replace(STANDARD, hold_days=9), effective_from=day, name="Wrong", by=mara, at=at)
    assert isinstance(wrong, PolicyVersion)
    with transaction.atomic():
        right = actions.publish(numbers=replace(STANDARD, hold_days=12), effective_from=day, name="Right", by=mara, at=at)
        other = Doing(lambda: actions.call_off(wrong, note="A slip.", by=jonas, at=at))
        until_waiting(1, other)
    came = other.done()
    assert isinstance(came, Refused), came
    assert came.reasons[0].code == "policy.replaced"
    assert PolicyVersion.objects.order_by("-number").first() == right


def test_who_saves_a_draft_a_moment_later_is_told_who_was_faster() -> None:
    mara, jonas = a_manager(name="Mara Lindqvist"), a_manager(name="Jonas Weir")
    draft, at = a_draft(mara), now()

    def save(by: User, days: int) -> PolicyDraft | Refused:
        said = actions.Draft(name=draft.name, numbers=replace(STANDARD, hold_days=days))
        return actions.save_draft(draft.pk, said=said, edition=1, by=by, at=at)

    with transaction.atomic():
        assert isinstance(save(jonas, 9), PolicyDraft)
        other = Doing(lambda: save(mara, 12))
        until_waiting(1, other)
    came = other.done()
    assert isinstance(came, Refused), came
    assert "Jonas Weir" in came.words
