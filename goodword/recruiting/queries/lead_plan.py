"""Whom Goodword asks by itself about the leads of a report, and on which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max

from goodword.people.models import User
from goodword.policy.queries import InForce
from goodword.recruiting.models import LeadNudge, LeadReport, ReferenceLead
from goodword.recruiting.queries.leads import UNANSWERED, with_state


@dataclass(frozen=True, slots=True)
class Planned:
    """One owner who will be asked: about how many customers, and when."""

    owner: User
    count: int
    on_day: date


def asks_by_itself(now: InForce) -> bool:
    """Does the policy say that nobody has to press a button."""
    return now.numbers.lead_nudging == "by_itself"


def planned(report: LeadReport, now: InForce) -> list[Planned]:
    """Who has leads to answer and was not asked about this report, the next first; nobody when it was stopped, or asks are by hand."""
    if not asks_by_itself(now) or report.nudging_stopped or report.made_on is None:
        return []
    leads = ReferenceLead.objects.filter(report=report, account__owner__is_active=True)
    leads = leads.exclude(account__owner__in=LeadNudge.objects.filter(report=report).values("owner"))
    waiting = with_state(leads, today=now.today).filter(stands__in=UNANSWERED).order_by()
    counts = dict(waiting.values_list("account__owner").annotate(n=Count("pk")))
    asked = dict(LeadNudge.objects.filter(owner__in=counts).order_by().values_list("owner").annotate(last=Max("on_day")))
    first = max(report.made_on + timedelta(days=now.numbers.lead_nudge_after_days), now.today)
    rest = timedelta(days=now.numbers.lead_nudge_days)
    found = [
        Planned(
            owner,
            min(counts[owner.pk], now.numbers.lead_owner_most),
            max(first, asked[owner.pk] + rest) if owner.pk in asked else first,
        )
        for owner in User.objects.filter(pk__in=counts)
    ]
    return sorted(found, key=lambda each: (each.on_day, each.owner.name, each.owner.pk))
