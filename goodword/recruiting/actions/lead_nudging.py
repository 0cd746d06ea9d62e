"""Owners are asked about their leads by itself, where the policy says so; and whoever runs the program stops that, or lets it go on."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, NotFound
from goodword.people.models import User
from goodword.policy.queries import in_force
from goodword.recruiting.access import runs_leads
from goodword.recruiting.actions.lead_nudges import nudge_owner
from goodword.recruiting.models import LeadNudge, LeadReport
from goodword.recruiting.queries.lead_plan import planned
from goodword.recruiting.queries.leads import last_report

log = logging.getLogger(__name__)


def nudge_due_owners(*, at: datetime) -> int:
    """Ask the owners whose day has come about the leads of the last report; returns how many were asked. Safe to run twice."""
    now, report = in_force(at), last_report()
    if report is None:
        return 0
    done = 0
    for each in planned(report, now):
        if each.on_day > now.today:
            break
        try:
            done += _nudge(each.owner, report=report, at=at)
        except Exception:
            log.exception("colleague %s could not be asked about reference leads", each.owner.pk)
    return done


@transaction.atomic
def _nudge(owner: User, *, report: LeadReport, at: datetime) -> bool:
    """Whoever stops it waits for the one that is on its way, and nobody is asked after that."""
    kept = LeadReport.objects.select_for_update(no_key=True).get(pk=report.pk)
    if kept.nudging_stopped:
        return False
    return isinstance(nudge_owner(owner, report=kept, by=Actor.system(), at=at), LeadNudge)


@transaction.atomic
def stop_nudging(pk: int, *, by: Actor, at: datetime) -> LeadReport:
    """Let nobody be asked by itself about a report; who was asked already may still answer. Raises NotAllowed or NotFound."""
    return _set(pk, stopped=True, by=by, at=at)


@transaction.atomic
def resume_nudging(pk: int, *, by: Actor, at: datetime) -> LeadReport:
    """Let owners be asked by itself about a report after all. Raises NotAllowed or NotFound."""
    return _set(pk, stopped=False, by=by, at=at)


def _set(pk: int, *, stopped: bool, by: Actor, at: datetime) -> LeadReport:
    if not runs_leads(by):
        raise NotAllowed
    report = LeadReport.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if report is None:
        raise NotFound
    if report.nudging_stopped != stopped:
        report.nudging_stopped = stopped
        report.save(update_fields=["nudging_stopped"])
        verb = "leads.nudging_stopped" if stopped else "leads.nudging_resumed"
        record(verb, by=by, at=at, about=[report], quarter=report.quarter)
    return report
