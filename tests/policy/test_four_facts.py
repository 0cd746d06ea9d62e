"""The four facts that stand beside a decision."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goodword.customers.models import Account, Campaign, CampaignSpeaker, Member
from goodword.ledger.models import LedgerEntry, LimitInForce
from goodword.people.models import Program
from goodword.policy.queries import Talk, four_facts, in_force
from goodword.requests.queries.words import spoke_words

AT = datetime(2026, 11, 19, 10, 0, tzinfo=UTC)
TODAY = AT.date()


@pytest.fixture
def account(db: None) -> Account:
    """A customer that nothing limits."""
    Program.objects.update_or_create(pk=1, defaults={"fiscal_first_month": 2, "time_zone": "UTC"})
    LimitInForce.objects.all().delete()
    made = Account.objects.create(name="Tarn Ferries")
    Member.objects.create(account=made, standing_at=AT, joined_on=date(2025, 1, 1), comfort="One call a quarter", comfort_effort=6)
    return made


def write(account: Account, day: date, *, hold: bool = False, answer: str = "", effort: int = 1, family: str = "call") -> LedgerEntry:
    """Write an entry of the ledger."""
    return LedgerEntry.objects.create(
        holder=account, account=account, family=family, activity_type="sales_call", kind="hold" if hold else "ask", from_on=day,
        to_on=day + timedelta(days=1), planned_on=day, asked_on=None if hold else day, answer=answer, effort=effort, created_at=AT,
    )


def test_asked_planned_effort_and_comfort(account: Account) -> None:
    write(account, TODAY - timedelta(days=400), answer="accepted", effort=9)
    write(account, date(2026, 3, 18), answer="accepted", effort=1)
    write(account, date(2026, 6, 2), answer="declined", effort=5, family="participation")
    write(account, TODAY - timedelta(days=3))
    write(account, date(2027, 3, 1), hold=True, family="participation")
    released = write(account, date(2027, 3, 2), hold=True)
    LedgerEntry.objects.filter(pk=released.pk).update(released_at=AT)
    facts = four_facts([account.pk], in_force(AT))[account.pk]
    assert facts.asked == (("call", 2), ("participation", 1))
    assert (facts.asked_in_all, facts.accepted, facts.last_asked_on) == (3, 1, TODAY - timedelta(days=3))
    assert [(each.family, each.is_hold, each.day) for each in facts.planned] == [
        ("call", False, TODAY - timedelta(days=3)),
        ("participation", True, date(2027, 3, 1)),
    ]
    assert (facts.effort, facts.effort_comfort, facts.comfort) == (7, 6, "One call a quarter")


def spoke(account: Account, name: str, day: date) -> None:
    """Somebody there spoke at a campaign."""
    campaign = Campaign.objects.get_or_create(name=name, held_on=day)[0]
    CampaignSpeaker.objects.create(campaign=campaign, account=account, created_at=AT)


def test_talks_stand_beside_the_asks_and_none_counts_twice(account: Account) -> None:
    spoke(account, "Harbour Day", date(2026, 5, 3))
    spoke(account, "Harbour Day", date(2026, 5, 3))  # two of them spoke
    spoke(account, "Asked for", date(2026, 9, 10))
    write(account, date(2026, 8, 1), answer="accepted", family="participation")
    spoke(account, "Asked for long ago", date(2025, 12, 20))
    write(account, date(2025, 10, 1), answer="accepted", family="participation")
    spoke(account, "Counted by a list", date(2026, 6, 4))
    write(account, date(2026, 6, 4), answer="accepted", family="participation")
    spoke(account, "Years ago", date(2023, 5, 3))
    spoke(account, "To come", TODAY + timedelta(days=20))
    spoke(account, "Autumn talk", date(2026, 7, 3))
    facts = four_facts([account.pk], in_force(AT))[account.pk]
    assert facts.talks == (Talk("Autumn talk", date(2026, 7, 3)), Talk("Harbour Day", date(2026, 5, 3)))
    assert spoke_words(facts.talks, today=TODAY).replace("\xa0", " ") == "; spoke at Autumn talk, Fri 3 Jul and 1 more"
    assert facts.asked == (("participation", 2),)


def test_a_customer_who_said_nothing_has_the_comfort_of_the_policy(account: Account) -> None:
    other = Account.objects.create(name="Quill & Harbour")
    with CaptureQueriesContext(connection) as captured:
        facts = four_facts([account.pk, other.pk], in_force(AT))
    assert len(captured) == 5
    assert (facts[other.pk].effort_comfort, facts[other.pk].comfort, facts[other.pk].asked) == (10, "", ())
