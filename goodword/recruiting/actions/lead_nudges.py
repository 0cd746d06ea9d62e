"""Nudge owners about the leads among their customers: their own short list, and not again for a while."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.turns import take_turns
from goodword.people.models import User
from goodword.people.queries import deputy_of
from goodword.policy.queries import InForce, in_force
from goodword.recruiting.access import runs_leads
from goodword.recruiting.models import LeadNudge, LeadReport, ReferenceLead
from goodword.recruiting.queries.leads import last_nudge, last_report, short_list
from goodword.ui.dates import day_words

NUDGED, RESTING, NOTHING, LEFT = "nudged", "resting", "nothing", "left"


@dataclass(frozen=True, slots=True)
class Nudged:
    """What came of nudging several owners: how many were, and how many not, by reason."""

    nudged: int = 0
    resting: int = 0
    nothing: int = 0
    left: int = 0
    unowned: int = 0


def nudge_owners(owners: Iterable[int] | None, *, by: Actor, at: datetime) -> Nudged:
    """Nudge some owners, or all who own a lead of the last report; each in a transaction of its own. Raises NotAllowed."""
    if not runs_leads(by):
        raise NotAllowed
    report = last_report()
    if report is None:
        return Nudged()
    leads = ReferenceLead.objects.filter(report=report)
    wanted = set(leads.exclude(account__owner=None).values_list("account__owner", flat=True)) if owners is None else set(owners)
    counts = dict.fromkeys((NUDGED, RESTING, NOTHING, LEFT), 0)
    for owner in User.objects.filter(pk__in=wanted).order_by("pk"):
        made = nudge_owner(owner, report=report, by=by, at=at)
        counts[NUDGED if isinstance(made, LeadNudge) else made.reasons[0].code] += 1
    unowned = leads.filter(account__owner=None).count() if owners is None else 0
    return Nudged(**counts, unowned=unowned)


@transaction.atomic
def nudge_owner(owner: User, *, report: LeadReport, by: Actor, at: datetime) -> LeadNudge | Refused:
    """Send an owner, or who stands in for them, their short list. Refuses before the rest that the policy gives them is over.

    Two who nudge the same owner take turns, so the second finds the nudge of the first. Raises NotAllowed.
    """
    if not runs_leads(by):
        raise NotAllowed
    take_turns(f"recruiting.nudge {owner.pk}")
    now = in_force(at)
    if not owner.is_active:
        return refuse(LEFT, _("%(name)s has left. Hand the customers over first.") % {"name": owner.name})
    again_on = may_be_nudged_on(owner, now)
    if again_on is not None and again_on > now.today:
        said = {"name": owner.name, "day": day_words(again_on, today=now.today)}
        return refuse(RESTING, _("%(name)s was asked not long ago, and can be asked again on %(day)s.") % said)
    leads = short_list(owner, now, report=report)
    if not leads:
        return refuse(NOTHING, _("%(name)s has answered everything.") % {"name": owner.name})
    to = deputy_of(owner, now.today) or owner
    nudge = LeadNudge.objects.create(report=report, owner=owner, to=to, by_id=by.person_id, at=at, on_day=now.today)
    ReferenceLead.objects.filter(pk__in=[each.pk for each in leads]).update(nudge=nudge)
    record(
        "leads.nudged",
        by=by,
        at=at,
        about=[nudge, *(each.account for each in leads)],
        nudge=nudge.pk,
        owner=owner.pk,
        to=to.pk,
        n=len(leads),
    )
    return nudge


def may_be_nudged_on(owner: User, now: InForce) -> date | None:
    """The first day on which somebody may be nudged again; None when they never were."""
    last = last_nudge(owner)
    return None if last is None else last.on_day + timedelta(days=now.numbers.lead_nudge_days)
