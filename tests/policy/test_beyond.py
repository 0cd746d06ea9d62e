"""When limits are lowered, what is held stays, and is listed for whoever runs the program."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from goodword.customers.models import Account
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused
from goodword.ledger.actions import Place, take_hold
from goodword.ledger.models import LedgerEntry, LimitInForce
from goodword.notifications import actions as notifications
from goodword.people import actions as people
from goodword.people.actions import open_circle
from goodword.people.queries import today
from goodword.policy import actions
from goodword.policy.numbers import STANDARD, Numbers
from goodword.policy.periods import Period, PeriodKind, UsageLimit
from tests.factories.customers import an_account
from tests.factories.people import a_manager
from tests.requests.world import now

pytestmark = pytest.mark.django_db


def calls(times: int, days: int = 90) -> Numbers:
    """The standard numbers with so many calls in some days."""
    return replace(STANDARD, limits={**STANDARD.limits, "call": UsageLimit(times, Period(PeriodKind.ROLLING_DAYS, days))})


def held(account: Account, *, in_days: int = 0, circle_id: int | None = None) -> LedgerEntry | Refused:
    place = Place(
        account_id=account.pk,
        family="call",
        activity_type="sales_call",
        planned_on=today(now()) + timedelta(days=in_days),
        circle_id=circle_id,
    )
    return take_hold(place, expires_at=now() + timedelta(days=10), at=now())


@pytest.mark.slow
def test_what_is_held_keeps_its_place_and_is_listed(client: Client) -> None:
    people.ensure_program()
    actions.ensure_first_version()
    mara, account = a_manager(name="Mara Lindqvist"), an_account("Solvane Energy")
    client.force_login(mara)
    actions.publish(numbers=calls(2), effective_from=today(now()), name="Two", by=mara, at=now())
    first, second = held(account), held(account, in_days=3)
    assert isinstance(first, LedgerEntry)
    assert isinstance(second, LedgerEntry)
    assert "Nothing is beyond the limits" in client.get(reverse("policy:beyond")).content.decode()
    draft = actions.start_draft(name="One", shipped="standard", by=mara, at=now())
    saved = actions.save_draft(draft.pk, said=actions.Draft(name="One", numbers=calls(1)), edition=1, by=mara, at=now())
    assert not isinstance(saved, Refused)
    assert "1 place that is held today would not be given" in client.get(reverse("policy:publish_draft", args=[draft.pk])).content.decode()
    sent = {"edition": saved.edition, "starts_on": today(now()).isoformat(), "note": "Too often."}
    page = client.post(reverse("policy:publish_draft", args=[draft.pk]), sent, follow=True).content.decode()
    assert reverse("policy:beyond") in page
    listed = client.get(reverse("policy:beyond")).content.decode()
    assert listed.count("Solvane Energy") == 1
    second.refresh_from_db()
    assert second.released_at is None
    assert isinstance(held(account, in_days=5), Refused)


@pytest.mark.parametrize(("apart", "beyond"), [(29, 1), (30, 0), (31, 0)])
def test_the_day_before_the_day_and_the_day_after(client: Client, apart: int, beyond: int) -> None:
    people.ensure_program()
    actions.ensure_first_version()
    mara, account = a_manager(), an_account("Solvane Energy")
    client.force_login(mara)
    actions.publish(numbers=calls(1, days=1), effective_from=today(now()), name="Often", by=mara, at=now())
    assert held(account)
    assert held(account, in_days=apart)
    actions.publish(numbers=calls(1, days=30), effective_from=today(now()), name="Seldom", by=mara, at=now())
    assert client.get(reverse("policy:beyond")).content.decode().count("Solvane Energy") == beyond


@pytest.mark.slow
def test_what_belongs_to_a_circle_is_listed_for_its_people_alone(client: Client) -> None:
    people.ensure_program()
    actions.ensure_first_version()
    inside, outside, account = a_manager(), a_manager(), an_account("Solvane Energy")
    circle = open_circle([inside])
    actions.publish(numbers=calls(2), effective_from=today(now()), name="Two", by=inside, at=now())
    assert held(account)
    assert held(account, circle_id=circle.pk)
    actions.publish(numbers=calls(1), effective_from=today(now()), name="One", by=inside, at=now())
    for reader, seen in ((inside, 1), (outside, 0)):
        client.force_login(reader)
        assert client.get(reverse("policy:beyond")).content.decode().count("Solvane Energy") == seen


@pytest.mark.slow
def test_managers_are_told_once_per_version_when_it_comes_into_force() -> None:
    people.ensure_program()
    actions.ensure_first_version()
    mara, elif_, account, at = a_manager(name="Mara Lindqvist"), a_manager(name="Elif Kaya"), an_account("Solvane Energy"), now()
    actions.publish(numbers=calls(2), effective_from=today(at), name="Two", by=mara, at=at)
    held(account)
    held(account, in_days=3)
    tomorrow = at + timedelta(days=1)
    made = actions.publish(numbers=calls(1), effective_from=today(tomorrow), name="One", by=mara, at=at)
    assert not isinstance(made, Refused)
    assert Entry.objects.filter(verb="policy.brought_into_force", data__number=made.number).count() == 0
    for _again in range(2):
        actions.bring_into_force(by=Actor.system(), at=tomorrow)
    entry = Entry.objects.get(verb="policy.brought_into_force", data__number=made.number)
    mails = notifications.write("beyond_limits", entry_id=entry.pk, at=tomorrow)
    assert {mail.to_user for mail in mails} == {mara, elif_}
    letter = notifications.read(mails[0], at=tomorrow)
    assert isinstance(letter, notifications.Composed)
    assert "1 place is beyond the limits" in letter.letter.subject
    assert letter.letter.button is not None
    assert letter.letter.button.path == reverse("policy:beyond")
    LimitInForce.objects.filter(holder=None, family="call").update(most=7)  # as if a later version had held and was called off
    actions.bring_into_force(by=Actor.system(), at=tomorrow)
    again = Entry.objects.filter(verb="policy.brought_into_force", data__number=made.number).latest("pk")
    assert again.pk != entry.pk
    assert notifications.write("beyond_limits", entry_id=again.pk, at=tomorrow) == []
