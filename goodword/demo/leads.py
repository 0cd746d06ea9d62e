"""Reference leads of the demo: the report of the last quarter and of this one, owners who were asked, and what they said."""

from datetime import datetime, timedelta
from typing import Any

from goodword.demo.companies import World
from goodword.demo.granted import granted
from goodword.kernel.actor import Actor
from goodword.kernel.clock import add_months
from goodword.people.models import User
from goodword.policy.queries import in_force
from goodword.recruiting.actions.lead_answers import answer_lead
from goodword.recruiting.actions.lead_nudges import nudge_owner
from goodword.recruiting.actions.lead_reports import carry_out_leads, make_due_leads, make_leads
from goodword.recruiting.models import LeadReport, ReferenceLead
from goodword.recruiting.queries.leads import short_list

MANAGER, OWNER, OTHER = "Mara Lindqvist", "Priya Nair", "Claire Fontanel"
SECONDS = 2.4
NEVER = "Their legal department forbids any mention of suppliers. We asked twice."
LATER = "They move to a new platform this winter. After that, gladly."


def build_leads(world: World) -> None:
    """The report of last quarter, made by itself; this quarter's, made anew; one owner has answered some, one was just asked."""
    now = in_force(world.at)
    quarter = now.fiscal.quarter_of(now.today)
    earlier = world.at - timedelta(days=(now.today - quarter.start).days + 40)
    _made(make_due_leads(at=earlier), at=earlier)
    manager = world.people[MANAGER]
    report = _made(make_leads(by=Actor.person(manager), at=world.at - timedelta(days=3)), at=world.at - timedelta(days=3))
    if report is None:
        return
    _nudged(world.people[OWNER], report, by=manager, at=world.at - timedelta(days=2))
    _answered(world.people[OWNER], report, at=world.at - timedelta(days=1))
    _nudged(world.people[OTHER], report, by=manager, at=world.at - timedelta(hours=3))


def _made(report: LeadReport | None, *, at: datetime) -> LeadReport | None:
    """What the worker does, at once."""
    if report is not None:
        carry_out_leads(report.pk, at=at, elapsed=lambda: SECONDS)
        report.refresh_from_db()
    return report


def _nudged(owner: User, report: LeadReport, *, by: User, at: datetime) -> None:
    if short_list(owner, in_force(at), report=report):
        granted(nudge_owner(owner, report=report, by=Actor.person(by), at=at))


def _answered(owner: User, report: LeadReport, *, at: datetime) -> None:
    """The first is put forward, the second waits until spring, the third never."""
    leads = list(ReferenceLead.objects.filter(report=report, nudge__owner=owner).select_related("account").order_by("place")[:3])
    today, by = in_force(at).today, Actor.person(owner)
    said: tuple[dict[str, Any], ...] = (
        {"answer": "yes"},
        {"answer": "not_now", "until_on": add_months(today, 3), "words": LATER},
        {"answer": "never", "words": NEVER},
    )
    for lead, each in zip(leads, said, strict=False):
        granted(answer_lead(lead, **each, by=by, at=at))
