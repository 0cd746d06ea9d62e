"""Ending a request gives back what is held and keeps what was asked; a step commits whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from procrastinate.contrib.django.models import ProcrastinateJob

from goodword.approvals.models import Approval
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused
from goodword.ledger.models import LedgerEntry, LedgerSummary
from goodword.people.models import Program
from goodword.policy.models import Decision, Override
from goodword.requests import actions
from goodword.requests.models import Candidate
from goodword.ui.dates import time_words
from tests.requests.world import a_customer, a_world, now, today

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.slow
@pytest.mark.parametrize("has_left", [True, False])
def test_who_was_asked_and_let_go_was_approached_and_no_third_customer_is(*, has_left: bool) -> None:
    world = a_world()
    Program.objects.update(mail_delay_seconds=0 if has_left else 60)
    by = Actor.person(world.manager)
    first = world.asked()
    row = first.reference_request
    actions.release(first, by=by, at=now())
    names = ("Castellan Re", "Halden Freight")
    second, third = (world.put_forward(row, a_customer(name, owner=world.owner, region=world.account.region)) for name in names)
    held = actions.hold(second, by=by, at=now())
    assert isinstance(held, actions.Held), held
    actions.owner_approve(second, by=Actor.person(world.owner), at=now())
    assert isinstance(actions.ask(second, by=by, at=now()), Candidate)
    actions.release(second, by=by, at=now())
    came = actions.hold(third, by=by, at=now())
    if has_left:
        assert isinstance(came, Refused)
        assert came.reasons[0].code == "approach_most"
    else:
        assert isinstance(came, actions.Held), "nobody was asked: no mail has left"


@pytest.mark.slow
@pytest.mark.parametrize("how", ["withdraw", "cancel", "decline", "close_unfulfilled"])
def test_every_ending_releases_what_is_held(how: str) -> None:
    world = a_world()
    candidate = world.held()
    row = candidate.reference_request
    ways: dict[str, Callable[[], object]] = {
        "withdraw": lambda: actions.withdraw(row, by=Actor.person(world.seller), at=now()),
        "cancel": lambda: actions.cancel(row, reason="The deal is off.", by=Actor.person(world.manager), at=now()),
        "decline": lambda: actions.decline_request(row, reason="Too early.", by=Actor.person(world.manager), at=now()),
        "close_unfulfilled": lambda: actions.close_unfulfilled(row, by=Actor.person(world.manager), at=now()),
    }
    ways[how]()
    candidate.refresh_from_db()
    assert candidate.state == "released"
    assert LedgerEntry.objects.get().released_at is not None
    assert Approval.objects.get().state == "withdrawn"
    # The place is free again: another request may have it.
    again = world.put_forward(world.sent())
    assert isinstance(actions.hold(again, by=Actor.person(world.manager), at=now()), actions.Held)


@pytest.mark.slow
def test_what_was_asked_stays_asked() -> None:
    world = a_world()
    candidate = world.asked()
    actions.cancel(candidate.reference_request, reason="The deal is off.", by=Actor.person(world.manager), at=now())
    entry = LedgerEntry.objects.get()
    assert (entry.kind, entry.released_at) == ("ask", None)
    again = world.put_forward(world.sent())
    refused = actions.hold(again, by=Actor.person(world.manager), at=now())
    assert isinstance(refused, Refused)
    assert any(reason.code.startswith("family_limit") for reason in refused.reasons)


@pytest.mark.slow
def test_a_yes_releases_everybody_else_in_line() -> None:
    world = a_world()
    candidate = world.asked()
    spare = world.put_forward(candidate.reference_request, a_customer("Castellan Re", owner=world.owner), shortlisted=True)
    actions.accept(candidate, by=Actor.contact(world.contact), at=now())
    spare.refresh_from_db()
    assert (spare.state, spare.released_because) == ("released", "somebody_else_accepted")


@pytest.mark.slow
def test_after_the_owners_no_the_next_in_line_is_held_by_the_job() -> None:
    world = a_world()
    candidate = world.held()
    spare = world.put_forward(candidate.reference_request, a_customer("Castellan Re", owner=world.owner), shortlisted=True)
    actions.owner_decline(candidate, reason="Not this month.", by=Actor.person(world.owner), at=now())
    assert ProcrastinateJob.objects.filter(
        task_name="goodword.requests.next_in_line", args={"request_id": candidate.reference_request_id}
    ).exists()
    actions.hold_next(candidate.reference_request, at=now())
    spare.refresh_from_db()
    assert spare.state == "held"


@pytest.mark.slow
def test_wanting_peace_ends_the_ask_and_keeps_the_contact_quiet() -> None:
    world = a_world()
    candidate = world.asked()
    until = today() + timedelta(days=90)
    actions.leave_alone(candidate, until=until, by=Actor.contact(world.contact), at=now())
    world.contact.refresh_from_db()
    candidate.refresh_from_db()
    assert (world.contact.quiet_until, candidate.state, candidate.answer_code) == (until, "declined", "leave_alone")


@pytest.mark.slow
def test_a_manager_goes_over_a_no_with_a_reason_but_never_over_a_limit() -> None:
    world = a_world()
    world.account.escalated_on = today()
    world.account.save()
    candidate = world.put_forward(world.sent())
    by = Actor.person(world.manager)
    assert not actions.hold(candidate, by=by, at=now())
    assert Decision.objects.filter(candidate_id=candidate.pk, step="hold", outcome="block").count() == 1
    assert isinstance(actions.hold(candidate, reason="Their CTO offered it.", by=by, at=now()), actions.Held)
    assert Override.objects.get().reason == "Their CTO offered it."
    second = world.put_forward(world.sent())
    refused = actions.hold(second, reason="I insist.", by=by, at=now())
    assert isinstance(refused, Refused)
    assert Override.objects.count() == 1


def _counts() -> tuple[int, int, int, int, int]:
    return (
        Entry.objects.count(),
        ProcrastinateJob.objects.count(),
        LedgerEntry.objects.count(),
        Approval.objects.count(),
        Candidate.objects.filter(state="held").count(),
    )


@pytest.mark.slow
def test_state_journal_place_approval_and_jobs_vanish_together() -> None:
    """The database refuses the journal entry of the step: nothing of the step remains."""
    world = a_world()
    candidate = world.put_forward(world.sent())
    before = _counts()
    with connection.cursor() as cursor:
        cursor.execute("alter table goodword_entry add constraint no_holds check (verb <> 'candidate.held') not valid")
    try:
        with pytest.raises(IntegrityError):
            actions.hold(candidate, by=Actor.person(world.manager), at=now())
        assert _counts() == before
    finally:
        with connection.cursor() as cursor:
            cursor.execute("alter table goodword_entry drop constraint no_holds")
    assert isinstance(actions.hold(candidate, by=Actor.person(world.manager), at=now()), actions.Held)
    after = _counts()
    assert all(now_ > then for now_, then in zip(after, before, strict=True))


@pytest.mark.slow
def test_an_ask_is_taken_back_before_its_mail_leaves_and_not_after() -> None:
    world = a_world()
    Program.objects.update(mail_delay_seconds=60)
    candidate = world.asked()
    asked_at = Candidate.objects.get().asked_at
    assert asked_at is not None
    by = Actor.person(world.manager)
    assert LedgerSummary.objects.filter(account=world.account, last_asked_on__isnull=False).exists()
    assert isinstance(actions.take_back(candidate, by=by, at=asked_at + timedelta(seconds=20)), Candidate)
    candidate.refresh_from_db()
    assert (candidate.state, candidate.attempts) == ("owner_approved", 0)
    assert LedgerEntry.objects.get(account=world.account).kind == "hold"
    assert not LedgerSummary.objects.filter(account=world.account, last_asked_on__isnull=False).exists()
    again = actions.ask(candidate, by=by, at=asked_at + timedelta(seconds=40))
    assert isinstance(again, Candidate)
    assert (again.state, again.attempts) == ("asked", 1)
    assert LedgerEntry.objects.get(account=world.account).kind == "ask"
    actions.note_left(candidate.pk)
    assert isinstance(actions.take_back(candidate, by=by, at=asked_at + timedelta(seconds=50)), Refused)


@pytest.mark.slow
@pytest.mark.parametrize("left", [True, False])
def test_cancelled_before_the_mail_has_left_nobody_was_asked_and_afterwards_they_stay_asked(left: bool) -> None:
    world = a_world()
    Program.objects.update(mail_delay_seconds=60)
    candidate = world.asked()
    if left:
        actions.note_left(candidate.pk)
    actions.cancel(candidate.reference_request, reason="The deal is lost.", by=Actor.person(world.manager), at=now())
    entry = LedgerEntry.objects.get(account=world.account)
    assert (entry.kind, entry.released_at is None) == (("ask", True) if left else ("hold", False))


@pytest.mark.slow
def test_until_the_mail_has_left_the_page_says_when_it_leaves_and_takes_it_back() -> None:
    world = a_world()
    Program.objects.update(mail_delay_seconds=600)
    candidate = world.asked()
    page = f"/requests/{candidate.reference_request.number}"
    link_words = ("No link works just now.", "Send a fresh link", "Ask once more", "asked once")
    before = world.as_(world.manager).get(page).content.decode()
    asked_at = Candidate.objects.get().asked_at
    assert asked_at is not None
    leaves = time_words(asked_at + timedelta(seconds=600))
    assert re.search(rf"The mail leaves at \d\d{leaves[-3:]}\.", before)
    assert "Take it back" in before
    assert [words for words in link_words if words in before] == []
    assert "Take it back" not in world.as_(world.seller).get(page).content.decode()
    Candidate.objects.update(asked_at=asked_at - timedelta(hours=1))
    late = world.as_(world.manager).get(page).content.decode()
    assert "The mail has not left yet: nobody was asked." in late
    assert "Take it back" in late
    assert [words for words in link_words if words in late] == []
    actions.note_left(candidate.pk)
    after = world.as_(world.manager).get(page).content.decode()
    assert "Take it back" not in after
    assert [words for words in link_words if words in after] == list(link_words)


@pytest.mark.slow
def test_who_was_asked_by_phone_waits_for_no_mail() -> None:
    world = a_world()
    Program.objects.update(mail_delay_seconds=600)
    asked = actions.ask(world.approved(), how="call", by=Actor.person(world.manager), at=now())
    assert isinstance(asked, Candidate)
    assert "The mail leaves" not in world.as_(world.manager).get(f"/requests/{asked.reference_request.number}").content.decode()
