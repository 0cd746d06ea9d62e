"""A customer gets another owner: open questions about it follow, however that came about; nobody comes to know a secret by it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from goodword.customers.actions.accounts import edit_account
from goodword.customers.models import Account
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.notifications import actions as notifications
from goodword.people.models import Absence, User
from goodword.reactions import react
from goodword.requests import actions
from goodword.requests.models import Candidate, Opinion, Statement
from goodword.requests.tasks import somebody_else_may_own_it, sweep
from tests.factories.people import a_person
from tests.requests.short_lists import asked_about
from tests.requests.statements import handed_in, said_yes
from tests.requests.world import World, a_world, now, today

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("some_cities"), pytest.mark.slow]


@pytest.fixture
def world() -> World:
    return a_world()


def by_hand(account: Account, owner: User, manager: User) -> None:
    """Somebody changes it on its page."""
    edit_account(account, by=Actor.person(manager), at=now(), owner=owner)
    entry = Entry.objects.filter(verb="account.edited").latest("pk")
    react(entry_id=entry.pk)
    assert ProcrastinateJob.objects.filter(task_name="goodword.requests.follow_owners", args={"entry_id": entry.pk}).exists()
    somebody_else_may_own_it(entry_id=entry.pk)


def in_bulk(account: Account, owner: User, _manager: User) -> None:
    """An import, or a change of many: the rows alone."""
    Account.objects.filter(pk=account.pk).update(owner=owner)
    sweep(now())


WAYS = pytest.mark.parametrize("change", [by_hand, in_bulk])


@WAYS
def test_what_was_asked_of_the_owner_before_is_asked_of_the_new_one(world: World, change: Callable[[Account, User, User], None]) -> None:
    row, (one, two) = asked_about(world, "Aveleda", "Belmar")
    actions.give_opinion(two, good=True, by=Actor.person(world.owner), at=now())
    noor = a_person(name="Noor Haddad")
    change(one.account, noor, world.manager)
    change(two.account, noor, world.manager)
    assert dict(Opinion.objects.values_list("candidate__account__name", "asked__name")) == {
        "Aveleda": "Noor Haddad",
        "Belmar": world.owner.name,  # answered
    }
    entry = Entry.objects.get(verb="request.new_owner_asked")
    (mail,) = notifications.write("owner_opinions", entry_id=entry.pk, at=now())
    assert mail.to_user == noor
    assert "Nothing to confirm" in world.as_(world.owner).get(reverse("requests:confirm")).content.decode()
    assert "Aveleda" in world.as_(noor).get(reverse("requests:confirm")).content.decode()
    page = world.as_(world.manager).get(reverse("requests:request", args=[row.pk])).content.decode()
    assert "Customers on the short list have a new owner: asked Noor Haddad what they think of them" in page
    sweep(now())
    assert Entry.objects.filter(verb="request.new_owner_asked").count() == 1


@WAYS
def test_an_open_question_about_a_held_customer_follows(world: World, change: Callable[[Account, User, User], None]) -> None:
    candidate, noor = world.held(), a_person(name="Noor Haddad")
    change(candidate.account, noor, world.manager)
    candidate.refresh_from_db()
    approval = candidate.approval
    assert approval is not None
    assert (approval.approver, approval.deputy_for, approval.state) == (noor, None, "open")
    assert candidate.held_until is not None
    assert now() < approval.due_at <= candidate.held_until
    old = world.as_(world.owner)
    assert old.post(reverse("requests:owner_approve", args=[candidate.reference_request_id, candidate.pk])).status_code in (403, 404)
    actions.owner_approve(candidate, by=Actor.person(noor), at=now())


@WAYS
def test_an_open_question_about_words_follows(world: World, change: Callable[[Account, User, User], None]) -> None:
    candidate, noor = said_yes(world), a_person(name="Noor Haddad")
    handed_in(world, candidate)
    change(candidate.account, noor, world.manager)
    approval = Statement.objects.get(candidate=candidate).approval
    assert approval is not None
    assert (approval.approver, approval.state) == (noor, "open")
    assert approval.due_at > now()
    assert "Nothing to confirm" in world.as_(world.owner).get(reverse("requests:confirm")).content.decode()
    assert candidate.account.name in world.as_(noor).get(reverse("requests:confirm")).content.decode()
    sweep(now())
    assert Entry.objects.filter(verb="words.delegated").count() == 1
    (mail,) = notifications.write("words_question", entry_id=Entry.objects.get(verb="approval.delegated").pk, at=now())
    assert mail.to_user == noor


def test_while_the_new_owner_is_away_their_deputy_is_asked(world: World) -> None:
    candidate, noor, lars = world.held(), a_person(name="Noor Haddad"), a_person(name="Lars Moen")
    Absence.objects.create(user=noor, deputy=lars, from_on=today(), to_on=today() + timedelta(days=5))
    in_bulk(candidate.account, noor, world.manager)
    candidate.refresh_from_db()
    assert candidate.approval is not None
    assert (candidate.approval.approver, candidate.approval.deputy_for) == (lars, noor)


def test_nobody_comes_to_know_of_a_confidential_request_by_owning_its_customer(world: World) -> None:
    row, (one,) = asked_about(world, "Aveleda", is_confidential=True)
    held, noor = world.held(is_confidential=True), a_person(name="Noor Haddad")
    for candidate in (one, held):
        in_bulk(candidate.account, noor, world.manager)
    assert Opinion.objects.get().asked == world.owner
    assert Candidate.objects.get(pk=held.pk).approval == held.approval
    assert held.approval is not None
    assert held.approval.approver == world.owner
    assert row.circle is not None
    assert noor not in row.circle.people.all()
    actions.let_know(row, who=noor, by=Actor.person(world.manager), at=now())
    sweep(now())
    assert Opinion.objects.get().asked == noor


def test_what_was_passed_on_for_want_of_an_answer_stays_with_whoever_has_it(world: World) -> None:
    candidate = world.held()
    assert candidate.approval is not None
    passed = actions.escalate_owner(candidate, at=candidate.approval.due_at)
    assert passed is not None
    Account.objects.filter(pk=candidate.account_id).update(owner=a_person(name="Noor Haddad"))
    sweep(now())
    candidate.refresh_from_db()
    assert candidate.approval is not None
    assert candidate.approval.approver == passed.approver
