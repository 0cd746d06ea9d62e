"""What a customer set for itself is kept by the database too."""

from datetime import UTC, date, datetime

import pytest

from goodword.customers.models import Account, Contact, Member, SelfLimit
from goodword.kernel.refusal import Refused
from goodword.ledger.actions import Place, note_answer, take_hold, turn_into_ask
from goodword.ledger.models import Answer, LedgerEntry, LedgerSummary, LimitInForce

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 12, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def member(db: None) -> Member:
    """A member whom no policy limits."""
    LimitInForce.objects.all().delete()
    account = Account.objects.create(name="Tarn Ferries")
    return Member.objects.create(account=account, standing_at=AT, joined_on=date(2026, 1, 1))


def take(member: Member, day: date) -> LedgerEntry | Refused:
    """Try to hold for a call."""
    place = Place(account_id=member.account_id, family="call", activity_type="sales_call", planned_on=day)
    return take_hold(place, expires_at=LATER, at=AT)


def test_the_wall_keeps_the_limit_that_a_customer_set(member: Member) -> None:
    SelfLimit.objects.create(member=member, family="call", most=1, days=60)
    assert isinstance(take(member, date(2026, 11, 22)), LedgerEntry)
    assert isinstance(take(member, date(2027, 1, 20)), Refused)
    assert isinstance(take(member, date(2027, 1, 21)), LedgerEntry)


def test_the_wall_follows_every_change_of_it(member: Member) -> None:
    limit = SelfLimit.objects.create(member=member, family="call", most=0, days=60)
    assert isinstance(take(member, date(2026, 11, 22)), Refused)
    SelfLimit.objects.filter(pk=limit.pk).update(most=2)
    assert isinstance(take(member, date(2026, 11, 22)), LedgerEntry)
    assert LimitInForce.objects.get(holder=member.account_id).most == 2
    limit.delete()
    assert not LimitInForce.objects.filter(holder=member.account_id).exists()


def test_the_limit_of_one_person_does_not_bind_the_company(member: Member) -> None:
    contact = Contact.objects.create(account=member.account, name="Ida Moen")
    SelfLimit.objects.create(member=member, contact=contact, family="call", most=0, days=60)
    assert isinstance(take(member, date(2026, 11, 22)), LedgerEntry)


def test_an_answer_is_written_beside_the_ask(member: Member) -> None:
    entry = take(member, date(2026, 11, 22))
    assert isinstance(entry, LedgerEntry)
    note_answer(entry, answer=Answer.ACCEPTED)
    assert entry.answer == ""
    assert turn_into_ask(entry, asked_on=date(2026, 11, 23))
    note_answer(entry, answer=Answer.ACCEPTED)
    assert entry.answer == "accepted"


def test_the_summary_follows_every_ask_and_answer(member: Member) -> None:
    for day, answer in ((date(2026, 11, 20), Answer.ACCEPTED), (date(2026, 11, 2), Answer.DECLINED), (date(2026, 11, 3), Answer.NO_ANSWER)):
        entry = take(member, day)
        assert isinstance(entry, LedgerEntry)
        assert not LedgerSummary.objects.filter(account=member.account, last_asked_on=day).exists()
        assert turn_into_ask(entry, asked_on=day)
        note_answer(entry, answer=answer)
        last = entry
    note_answer(last, answer=Answer.ACCEPTED)
    summary = LedgerSummary.objects.get(account=member.account)
    assert (summary.last_asked_on, summary.answered, summary.accepted) == (date(2026, 11, 20), 3, 2)
