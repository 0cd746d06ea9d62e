"""Facts to start from: a member in good standing, agreed to everything, never asked, with one reachable person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from goodword.kernel.clock import FiscalYear
from goodword.policy.facts import (
    AccountFacts,
    CandidateFacts,
    ContactFacts,
    LedgerFacts,
    MemberFacts,
    RequestFacts,
    Use,
)
from goodword.policy.numbers import STANDARD
from goodword.policy.periods import usage_period

TODAY = date(2026, 11, 19)
FISCAL = FiscalYear(2)
CALL = RequestFacts(activity_type="sales_call", family="call", kind="sales_call")
TALK = RequestFacts(activity_type="event_talk", family="participation", kind="event")
EVERYTHING = frozenset({"sales_call", "event_talk", "case_study", "survey"})


def free_customer(**changes: Any) -> CandidateFacts:
    """Return facts that every rule passes; `account`, `member` and `contact` are given as tables of changes."""
    account = replace(AccountFacts(1, region="emea"), **changes.pop("account", {}))
    member: MemberFacts | None = MemberFacts("active", date(2026, 8, 1), agreed_types=EVERYTHING)
    member_changes = changes.pop("member", {})
    if member_changes is None:
        member = None
    elif member is not None:
        member = replace(member, **member_changes)
    contact = replace(ContactFacts(11), **changes.pop("contact", {}))
    base = CandidateFacts(TODAY, FISCAL, CALL, account, member, (contact,))
    return replace(base, **changes)


def asked(day: date, family: str = "call", **changes: Any) -> Use:
    """Return an ask of one day as the ledger keeps it under the standard numbers."""
    start, end = usage_period(STANDARD.limit_of(family), day, FISCAL)
    return replace(Use(family, False, start, end, planned_on=day, asked_on=day), **changes)


def held(day: date, until: date | None, family: str = "call") -> Use:
    """Return a hold for an ask planned on a day."""
    return replace(asked(day, family), is_hold=True, asked_on=None, expires_on=until)


def history(*uses: Use) -> LedgerFacts:
    """Return a ledger of some uses, with the last ask taken from them."""
    days = [use.asked_on for use in uses if use.asked_on]
    return LedgerFacts(uses, last_asked_on=max(days, default=None))


def days(count: int) -> timedelta:
    """Return so many days."""
    return timedelta(days=count)
