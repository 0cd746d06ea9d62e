"""Publishing, deciding, overriding, and the pages that show it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from goodword.customers.models import Account, Member
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused
from goodword.ledger.models import LimitInForce
from goodword.people.models import Circle, CircleMember, Program, RoleAssignment, User
from goodword.policy import actions, queries
from goodword.policy.models import Decision, Override, PolicyVersion
from goodword.policy.numbers import STANDARD, Numbers
from goodword.policy.periods import Period, PeriodKind, UsageLimit
from goodword.policy.queries import Inquiry

AT = datetime(2026, 11, 19, 10, 0, tzinfo=UTC)
TODAY = AT.date()
TWICE = replace(
    STANDARD,
    limits={
        **STANDARD.limits,
        "call": UsageLimit(2, Period(PeriodKind.ROLLING_DAYS, 90)),
        "research": UsageLimit(1, Period(PeriodKind.FISCAL_QUARTERS, 1)),
    },
    renewal_days=45,
)


@pytest.fixture
def manager(db: None) -> User:
    """A colleague who runs the program, in a program whose year starts in February."""
    Program.objects.update_or_create(pk=1, defaults={"fiscal_first_month": 2, "time_zone": "UTC"})
    user = User.objects.create_user("mara@example.com", name="Mara Lindqvist")
    RoleAssignment.objects.create(user=user, role="reference_manager")
    return user


@pytest.fixture
def seller(db: None) -> User:
    """A colleague who asks for customers."""
    return User.objects.create_user("sven@example.com", name="Sven Aalto")


@pytest.fixture
def account(db: None) -> Account:
    """A customer in an escalation: blocked, and a manager may go over it."""
    made = Account.objects.create(name="Tarn Ferries", escalated_on=TODAY)
    Member.objects.create(account=made, standing_at=AT, joined_on=date(2026, 9, 1), agreed_types=["sales_call"])
    made.contacts.create(name="Ida Moen", email="ida@example.com")
    return made


def publish(manager: User, numbers: Numbers, day: date, name: str = "Calls twice") -> PolicyVersion | Refused:
    """Publish on the nineteenth of November."""
    return actions.publish(numbers=numbers, effective_from=day, name=name, by=manager, at=AT)


def decision(account: Account, circle: Circle | None = None) -> Decision:
    """Judge a customer for a call today, and store it."""
    now = queries.in_force(AT)
    facts, judgement = queries.judge_accounts([account.pk], Inquiry("sales_call", TODAY), now)[account.pk]
    return actions.decide(
        facts=facts, judgement=judgement, now=now, step="hold", account=account, circle_id=circle.pk if circle else None
    )


def limits() -> dict[str, tuple[int, str, int]]:
    """Return the limits that the database keeps for everybody."""
    return {row.family: (row.most, row.period, row.every) for row in LimitInForce.objects.filter(holder=None)}


def test_an_empty_database_begins_with_the_standard(db: None) -> None:
    actions.ensure_first_version()
    assert Numbers.from_json(PolicyVersion.objects.get().numbers) == STANDARD
    assert limits() == {"call": (1, "quarters", 1), "participation": (1, "quarters", 2)}


def test_a_version_that_begins_today_is_kept_by_the_database_at_once(manager: User) -> None:
    version = publish(manager, TWICE, TODAY)
    assert isinstance(version, PolicyVersion)
    assert limits() == {"call": (2, "days", 90), "participation": (1, "quarters", 2), "research": (1, "quarters", 1)}
    assert queries.in_force(AT).numbers == TWICE
    verbs = list(Entry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["policy.published", "policy.brought_into_force"]
    assert publish(manager, STANDARD, TODAY, "Back again")
    assert set(limits()) == {"call", "participation"}


def test_a_version_waits_for_its_day(manager: User) -> None:
    assert publish(manager, TWICE, TODAY + timedelta(days=7))
    assert limits()["call"] == (1, "quarters", 1)
    assert queries.in_force(AT).version.number == 1
    later = AT + timedelta(days=7)
    assert queries.in_force(later).version.number == 2
    assert actions.bring_into_force(by=Actor.system(), at=later) == ("call", "research")
    assert actions.bring_into_force(by=Actor.system(), at=later) == ()
    assert limits()["call"] == (2, "days", 90)


def test_the_past_keeps_its_policy(manager: User, seller: User) -> None:
    assert isinstance(publish(manager, TWICE, TODAY - timedelta(days=1)), Refused)
    with pytest.raises(NotAllowed):
        publish(seller, TWICE, TODAY)
    assert PolicyVersion.objects.count() == 1


def test_a_decision_keeps_codes_and_no_names(account: Account) -> None:
    stored = Decision.objects.get(pk=decision(account).pk)
    assert (stored.outcome, stored.what, stored.version.number) == ("block", "candidate", 1)
    text = f"{stored.facts}{stored.verdicts}"
    assert "Tarn" not in text
    assert "ida" not in text.lower()
    assert stored.facts["account"]["escalated_on"] == "2026-11-19"


def test_an_override_needs_a_reason_and_a_manager(account: Account, manager: User, seller: User) -> None:
    stored = decision(account)
    with pytest.raises(NotAllowed):
        actions.override(decision=stored, reason="I know them well", by=seller, at=AT)
    assert isinstance(actions.override(decision=stored, reason="  ", by=manager, at=AT), Refused)
    made = actions.override(decision=stored, reason="Closed this morning", by=manager, at=AT, about=[account])
    assert isinstance(made, Override)
    assert made.rules == ["escalation"]
    entry = Entry.objects.get(verb="decision.overridden")
    assert (entry.data["rules"], entry.note.text) == (["escalation"], "Closed this morning")
    assert "Closed" not in str(entry.data)
    assert isinstance(actions.override(decision=stored, reason="Again", by=manager, at=AT), Refused)


def test_limits_and_people_left_alone_are_not_overridden(account: Account, manager: User) -> None:
    account.contacts.update(do_not_contact=True)
    refusal = actions.override(decision=decision(account), reason="But they like us", by=manager, at=AT)
    assert isinstance(refusal, Refused)
    assert [reason.code for reason in refusal.reasons] == ["contactable.nobody"]
    assert not Override.objects.exists()


@pytest.mark.slow
def test_the_page_says_the_numbers_in_sentences(client: Client, manager: User, seller: User) -> None:
    publish(manager, TWICE, TODAY)
    client.force_login(seller)
    page = client.get("/policy/versions/2/").content.decode()
    assert "asked for a call <b>at most twice in 90 days</b>" in page
    assert "<del>at most once a quarter</del>" in page
    assert "<del>60 days</del> became <ins>45 days</ins>" in page
    assert "<del>without limit</del> became <ins>at most once a quarter</ins>" in page
    assert "asked for research <b>without limit</b>" in client.get("/policy/versions/1/").content.decode()
    assert client.get("/policy/").status_code == 200
    assert client.get("/policy/versions/9/").status_code == 404


@pytest.mark.slow
def test_overrides_are_for_managers_and_stay_inside_their_circle(
    client: Client, account: Account, manager: User, seller: User
) -> None:
    circle = Circle.objects.create()
    CircleMember.objects.create(circle=circle, user=manager)
    open_one, secret = decision(account), decision(account, circle)
    assert actions.override(decision=open_one, reason="Closed this morning", by=manager, at=AT)
    assert actions.override(decision=secret, reason="The analyst asked for them", by=manager, at=AT)
    other = User.objects.create_user("nuno@example.com", name="Nuno Prates")
    RoleAssignment.objects.create(user=other, role="reference_manager")
    with pytest.raises(NotAllowed):
        actions.override(decision=decision(account, circle), reason="Me too", by=other, at=AT)
    seen = {}
    for person in (manager, other, seller):
        client.force_login(person)
        seen[person.name] = client.get("/policy/overrides/")
    assert "The analyst asked" in seen["Mara Lindqvist"].content.decode()
    assert "The analyst asked" not in seen["Nuno Prates"].content.decode()
    assert "Closed this morning" in seen["Nuno Prates"].content.decode()
    assert seen["Sven Aalto"].status_code == 404
