"""The policy as a page to write: every number in a sentence, two people at once, the day it starts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goodword.journal.models import Entry
from goodword.ledger.models import LedgerEntry
from goodword.people import actions as people
from goodword.people.kinds import Role
from goodword.people.models import User
from goodword.people.queries import today
from goodword.policy import actions, queries
from goodword.policy.explain.gaps import changes_in, gaps_in
from goodword.policy.explain.pages import Named, groups
from goodword.policy.explain.values import numbers_of, values_of
from goodword.policy.models import PolicyDraft, PolicyVersion
from goodword.policy.numbers import SHIPPED, STANDARD, Numbers
from goodword.policy.periods import Period, PeriodKind, UsageLimit
from tests.factories.customers import a_member
from tests.factories.people import a_manager, a_person
from tests.requests.world import now

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _policy() -> None:
    people.ensure_program()
    actions.ensure_first_version()


@pytest.fixture
def mara(client: Client) -> User:
    manager = a_manager(name="Mara Lindqvist")
    client.force_login(manager)
    return manager


def a_draft(by: User, **numbers: Any) -> PolicyDraft:
    draft = actions.start_draft(name="Fewer events", base=PolicyVersion.objects.get(number=1), by=by, at=now())
    if numbers:
        said = actions.Draft(name=draft.name, numbers=replace(STANDARD, **numbers))
        saved = actions.save_draft(draft.pk, said=said, edition=1, by=by, at=now())
        assert isinstance(saved, PolicyDraft)
        return saved
    return draft


def typed(draft: PolicyDraft, **changes: str) -> dict[str, object]:
    """What a browser sends of the whole page, with some of it changed."""
    sent: dict[str, object] = {path: "" if value is None else value for path, value in values_of(Numbers.from_json(draft.numbers)).items()}
    return {**sent, "name": draft.name, "note": "", "starts_on": "", "edition": draft.edition, **changes}


def test_every_number_has_its_place_in_a_sentence() -> None:
    page = groups(STANDARD.kinds, queries.named(STANDARD))
    paths = [gap.path for gap in gaps_in(page)]
    assert len(paths) == len(set(paths))
    assert set(paths) >= set(values_of(STANDARD))


@pytest.mark.parametrize("numbers", SHIPPED.values(), ids=SHIPPED)
def test_numbers_survive_being_taken_apart(numbers: Numbers) -> None:
    assert numbers_of(values_of(numbers)) == numbers


def test_what_a_version_from_before_does_not_name_is_no_change() -> None:
    older = replace(STANDARD, kinds={"event": STANDARD.kinds["event"]}, effort={}, weights={})
    page = groups(STANDARD.kinds, Named())
    assert changes_in(page, values_of(older), values_of(numbers_of(values_of(older)))) == ()


@pytest.mark.slow
def test_a_number_is_changed_and_stands_beside_what_it_was(client: Client, mara: User) -> None:
    draft = a_draft(mara)
    page = reverse("policy:draft", args=[draft.pk])
    assert "Says the same as policy 1" in client.get(page).content.decode()
    answer = client.post(page, typed(draft, **{"limits.participation.count": "3", "renewal_days": "45"}))
    assert answer.status_code == 302
    shown = client.get(page).content.decode()
    assert "2 changes to policy 1" in shown
    assert "<del>2</del> becomes <ins>3 fiscal quarters</ins>" in shown
    assert "<del>60</del> becomes <ins>45 days</ins>" in shown
    draft.refresh_from_db()
    numbers = Numbers.from_json(draft.numbers)
    assert (numbers.renewal_days, draft.saved_by, draft.edition) == (45, mara, 2)
    limit = numbers.limit_of("participation")
    assert limit is not None
    assert limit.period.count == 3
    assert queries.in_force(now()).numbers == STANDARD


@pytest.mark.slow
def test_what_cannot_be_read_is_said_beside_it_and_nothing_typed_is_lost(client: Client, mara: User) -> None:
    draft = a_draft(mara)
    page = reverse("policy:draft", args=[draft.pk])
    sent = typed(
        draft, **{"renewal_days": "soon", "answer_days": "0", "limits.call.count": "13", "kinds.event.at_once": "5", "hold_days": "21"}
    )
    answer = client.post(page, sent)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="soon"' in shown
    assert 'value="21"' in shown
    assert "Write a number, in digits." in shown
    assert "It must be 1 or more." in shown
    assert "At most 12 quarters; for longer, count in days." in shown
    assert "More at a time than in all" in shown
    draft.refresh_from_db()
    assert draft.edition == 1


@pytest.mark.slow
def test_a_team_stands_once_in_the_queue(client: Client, mara: User) -> None:
    draft = a_draft(mara)
    answer = client.post(reverse("policy:draft", args=[draft.pk]), typed(draft, **{"priority.1": "field_marketing"}))
    assert "Field marketing stands in this order already." in answer.content.decode()


@pytest.mark.slow
def test_the_second_of_two_is_told_and_loses_nothing(client: Client, mara: User) -> None:
    draft, other = a_draft(mara), a_manager(name="Nuno Prates")
    page = reverse("policy:draft", args=[draft.pk])
    seen = typed(draft, renewal_days="45")
    numbers = replace(STANDARD, hold_days=21)
    actions.save_draft(draft.pk, said=actions.Draft(name="Nuno was here", numbers=numbers), edition=1, by=other, at=now())
    answer = client.post(page, seen)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Nuno Prates saved this draft in the meantime." in shown
    assert 'value="45"' in shown
    draft.refresh_from_db()
    assert Numbers.from_json(draft.numbers) == numbers
    mine = client.post(page, {**seen, "copy": "1"})
    own = PolicyDraft.objects.exclude(pk=draft.pk).get()
    assert mine.headers["Location"] == reverse("policy:draft", args=[own.pk])
    assert Numbers.from_json(own.numbers) == replace(STANDARD, renewal_days=45)
    client.post(page, {**seen, "over": "2"})
    draft.refresh_from_db()
    assert (Numbers.from_json(draft.numbers), draft.saved_by) == (replace(STANDARD, renewal_days=45), mara)


def test_the_older_numbers_can_be_begun_with_and_were_never_in_force(client: Client, mara: User) -> None:
    assert "45 days" in client.get(reverse("policy:shipped", args=["short_notice"])).content.decode()
    client.post(reverse("policy:drafts"), {"name": "Quicker", "begin": "short_notice"})
    draft = PolicyDraft.objects.get()
    assert Numbers.from_json(draft.numbers) == SHIPPED["short_notice"]
    assert [version.name for version in PolicyVersion.objects.all()] == ["Standard"]


@pytest.mark.slow
def test_a_draft_is_put_in_force_with_a_reason_and_never_changes_again(client: Client, mara: User) -> None:
    draft = a_draft(mara, renewal_days=45)
    page, day = reverse("policy:publish_draft", args=[draft.pk]), today(now())
    sent = {"edition": draft.edition, "starts_on": day.isoformat(), "note": " "}
    assert "is still empty" in client.post(page, sent).content.decode()
    past = client.post(page, {**sent, "note": "Renewals went well.", "starts_on": (day - timedelta(days=1)).isoformat()})
    assert "begins today or later" in past.content.decode()
    assert PolicyVersion.objects.count() == 1
    answer = client.post(page, {**sent, "note": "Renewals went well."}, follow=True)
    assert "Renewals went well." in answer.content.decode()
    version = queries.version_in_force(day)
    assert (version.number, Numbers.from_json(version.numbers).renewal_days) == (2, 45)
    draft.refresh_from_db()
    assert draft.published_as == version
    assert client.get(reverse("policy:draft", args=[draft.pk])).status_code == 404
    assert Entry.objects.filter(verb="policy.published").exists()


@pytest.mark.slow
def test_what_was_confirmed_is_what_is_published(client: Client, mara: User) -> None:
    draft = a_draft(mara, renewal_days=45)
    numbers = replace(STANDARD, renewal_days=10)
    actions.save_draft(
        draft.pk, said=actions.Draft(name="Other", numbers=numbers), edition=draft.edition, by=a_manager(name="Nuno Prates"), at=now()
    )
    sent = {"edition": draft.edition, "starts_on": today(now()).isoformat(), "note": "Why not."}
    answer = client.post(reverse("policy:publish_draft", args=[draft.pk]), sent)
    assert "Nuno Prates saved this draft in the meantime." in answer.content.decode()
    assert PolicyVersion.objects.count() == 1


@pytest.mark.slow
def test_a_version_to_come_is_called_off_by_another_and_stays_readable(client: Client, mara: User) -> None:
    day = today(now()) + timedelta(days=30)
    draft = a_draft(mara, renewal_days=45)
    version = actions.publish_draft(draft.pk, starts_on=day, note="Try it.", edition=draft.edition, by=mara, at=now())
    assert isinstance(version, PolicyVersion)
    page = reverse("policy:call_off", args=[version.number])
    assert page in client.get(reverse("policy:version", args=[version.number])).content.decode()
    client.post(page, {"note": "The team is not ready."})
    before, on, after = (queries.version_in_force(day + timedelta(days=days)) for days in (-1, 0, 1))
    assert before.number == 1
    assert (on.number, after.number, Numbers.from_json(on.numbers)) == (3, 3, STANDARD)
    assert "replaced it already" in client.post(page, {"note": "Again."}).content.decode()
    version.refresh_from_db()
    assert Numbers.from_json(version.numbers).renewal_days == 45
    gone = client.post(reverse("policy:call_off", args=[1]), {"note": "Never."})
    assert "It holds already." in gone.content.decode()


@pytest.mark.slow
def test_a_draft_that_is_discarded_comes_back(client: Client, mara: User) -> None:
    draft = a_draft(mara)
    client.post(reverse("policy:discard_draft", args=[draft.pk]))
    assert client.get(reverse("policy:draft", args=[draft.pk])).status_code == 404
    client.post(reverse("policy:restore_draft", args=[draft.pk]))
    assert client.get(reverse("policy:draft", args=[draft.pk])).status_code == 200


@pytest.mark.parametrize("name", ["drafts", "draft", "effect", "publish_draft", "discard_draft", "restore_draft", "call_off", "beyond"])
def test_only_whoever_runs_the_program_writes_the_policy(client: Client, name: str) -> None:
    draft = a_draft(a_manager())
    args = {"drafts": [], "beyond": [], "call_off": [1]}.get(name, [draft.pk])
    client.force_login(a_person(Role.ACCOUNT_OWNER, Role.TEAM_LEAD))
    post = name in ("discard_draft", "restore_draft")
    address = reverse(f"policy:{name}", args=args)
    assert (client.post(address) if post else client.get(address)).status_code == 403
    index = client.get(reverse("policy:index")).content.decode()
    assert reverse("policy:drafts") not in index


@pytest.mark.slow
def test_what_a_draft_changes_today_is_counted_by_the_statements_of_find(client: Client, mara: User) -> None:
    day = today(now())
    account = a_member(name="Solvane Energy", agreed=["event_talk", "sales_call"]).account
    fiscal = queries.in_force(now()).fiscal
    asked_on = fiscal.add_quarters(fiscal.quarter_of(day), -2).start
    LedgerEntry.objects.create(
        holder=account, account=account, family="participation", activity_type="event_talk", kind="ask", created_at=now(),
        from_on=asked_on, to_on=asked_on + timedelta(days=1), planned_on=asked_on, asked_on=asked_on, answer="accepted",
    )  # fmt: skip
    longer = {**STANDARD.limits, "participation": UsageLimit(1, Period(PeriodKind.FISCAL_QUARTERS, 3))}
    shown = client.get(reverse("policy:effect", args=[a_draft(mara, limits=longer).pk])).content.decode()
    assert "<b>0</b>, today 1" in shown
    assert "<b>1</b>, as today" in shown
