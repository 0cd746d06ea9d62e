"""Customers worth asking, and the report that finds them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from goodword.customers.models import Account
from goodword.kernel.actor import Actor
from goodword.people.models import User
from goodword.recruiting.actions.lead_answers import answer_lead
from goodword.recruiting.actions.lead_reports import carry_out_leads, make_leads
from goodword.recruiting.models import LeadReport, ReferenceLead
from tests.factories.customers import an_account
from tests.requests.world import World, now, today

__all__ = ["World", "a_prospect", "answer_lead", "found", "made", "now", "today"]


def a_prospect(name: str, *, owner: User | None = None, **fields: Any) -> Account:
    """A customer that is worth asking: healthy, large, here for years, never asked."""
    fields.setdefault("customer_since", date(2021, 3, 1))
    return an_account(name, **{"health": "good", "seats": 1500, "segment": "enterprise", "industry": "banking", "owner": owner, **fields})


def made(by: User, *, at: datetime | None = None, at_once: int = 10_000) -> LeadReport:
    """The report of the quarter, made by hand and by the worker."""
    moment = at or now()
    report = make_leads(by=Actor.person(by), at=moment)
    carry_out_leads(report.pk, at=moment + timedelta(seconds=1), elapsed=lambda: 1.0, at_once=at_once)
    report.refresh_from_db()
    return report


def found(report: LeadReport) -> list[str]:
    """The names on its list, the best first."""
    return list(ReferenceLead.objects.filter(report=report).order_by("place").values_list("account__name", flat=True))
