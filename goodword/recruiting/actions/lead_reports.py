"""Make the report of reference leads of a fiscal quarter: begin it, stop it, carry it out, notice that nobody is at it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.db import transaction
from procrastinate.contrib.django import app

from goodword.customers.models import Account
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.alone import AloneAt
from goodword.kernel.errors import NotAllowed, NotFound
from goodword.kernel.transitions import can_move, move
from goodword.kernel.turns import take_turns
from goodword.people.models import User
from goodword.policy.queries import InForce, in_force
from goodword.recruiting.access import runs_leads
from goodword.recruiting.kinds.leads import LeftOut
from goodword.recruiting.models import LeadReport, ReferenceLead
from goodword.recruiting.queries import ranking
from goodword.recruiting.queries.leads import report_of
from goodword.recruiting.states import LEAD_REPORT_MOVES, LEAD_REPORT_WORKING, LeadReportState

JOB: Final = "goodword.recruiting.make_leads"
WORK: Final = AloneAt(
    table=LeadReport._meta.db_table,
    key=742_003,
    states=tuple(each.value for each in LEAD_REPORT_WORKING),
    jobs=(JOB,),
    argument="report_id",
)


class Stopped(Exception):
    """Somebody pressed stop."""


def make_leads(*, by: Actor, at: datetime) -> LeadReport:
    """Have the report of the running quarter made, or made anew; who asks while it is made gets the one that is made. Raises NotAllowed."""
    if not runs_leads(by):
        raise NotAllowed
    return _begin_work(by, at=at)


@transaction.atomic
def make_due_leads(*, at: datetime) -> LeadReport | None:
    """Have the report of a quarter made that has none yet; nothing when somebody, or an earlier call, had it made."""
    take_turns("recruiting.leads")
    is_due = report_of(in_force(at)) is None and Account.objects.exists()
    return _begin_work(Actor.system(), at=at) if is_due else None


@transaction.atomic
def _begin_work(by: Actor, *, at: datetime) -> LeadReport:
    take_turns("recruiting.leads")
    now = in_force(at)
    quarter = now.fiscal.quarter_of(now.today)
    report = LeadReport.objects.select_for_update().filter(starts_on=quarter.start).first()
    if report is not None and report.state in LEAD_REPORT_WORKING:
        return report
    started_by = User.objects.filter(pk=by.person_id or 0).first()
    if report is None:
        report = LeadReport.objects.create(
            starts_on=quarter.start, quarter=quarter.label, started_by=started_by, created_at=at, state_at=at
        )
    else:
        move(report, LEAD_REPORT_MOVES, "start_again", at=at, stop_requested=False, done=0, started_by=started_by)
    record("leads.started", by=by, at=at, about=[report], quarter=report.quarter)
    app.configure_task(JOB).defer(report_id=report.pk)
    return report


@transaction.atomic
def stop_leads(pk: int, *, by: Actor, at: datetime) -> LeadReport:
    """Stop making a report, at once if it waits, else at the next portion; what was found before stays. Raises NotAllowed or NotFound."""
    if not runs_leads(by):
        raise NotAllowed
    report = LeadReport.objects.select_for_update().filter(pk=pk).first()
    if report is None:
        raise NotFound
    if report.state == LeadReportState.QUEUED:
        move(report, LEAD_REPORT_MOVES, "stop", at=at)
        record("leads.stopped", by=by, at=at, about=[report], quarter=report.quarter)
    elif report.state == LeadReportState.RUNNING and not report.stop_requested:
        report.stop_requested = True
        report.save(update_fields=["stop_requested"])
        record("leads.stopped", by=by, at=at, about=[report], quarter=report.quarter)
    return report


def notice_dead_leads(*, at: datetime) -> int:
    """Say of reports that nobody is at any more, and that no job will take up again, that they did not finish; returns how many."""
    return sum(_end(pk, "fail", at=at, seconds=0) for pk in WORK.dead(at=at))


def carry_out_leads(pk: int, *, at: datetime, elapsed: Callable[[], float], at_once: int = ranking.AT_ONCE) -> None:
    """Make a report; safe to run again at any point, and by two at once: the second leaves it alone.

    The best of each portion are kept in memory, as many as the policy keeps, and written when all are known.
    """
    with WORK.alone(pk) as is_ours:
        report = _take_up(pk, at=at) if is_ours else None
        if report is None:
            return
        try:
            _look(report, in_force(at), elapsed=elapsed, at_once=at_once)
        except Stopped:
            _end(pk, "stop", at=at, seconds=elapsed())
        except Exception:
            _end(pk, "fail", at=at, seconds=elapsed())
            raise


@transaction.atomic
def _take_up(pk: int, *, at: datetime) -> LeadReport | None:
    report = LeadReport.objects.select_for_update().filter(pk=pk).first()
    if report is None or report.state not in LEAD_REPORT_WORKING:
        return None
    move(report, LEAD_REPORT_MOVES, "run", at=at, done=0, total=Account.objects.count(), seconds=0)
    return report


def _look(report: LeadReport, now: InForce, *, elapsed: Callable[[], float], at_once: int) -> None:
    told, most = ranking.given(now), now.numbers.leads_most
    best: list[ranking.Found] = []
    left_out, enough, done, after = Counter[str](), 0, 0, 0
    while True:
        until, count = ranking.next_portion(after, at_once)
        if not count:
            break
        portion = ranking.rank(told, after=after, until=until, over=best[-1] if len(best) == most else None)
        best = sorted([*best, *portion.best], key=lambda each: each.order)[:most]
        left_out.update(portion.left_out)
        enough, done, after = enough + portion.enough, done + count, until
        if not LeadReport.objects.filter(pk=report.pk, stop_requested=False).update(done=done, seconds=round(elapsed(), 3)):
            raise Stopped
    left_out[LeftOut.BEYOND] = enough - len(best)
    left_out[LeftOut.FEW_POINTS] = done - enough - sum(n for code, n in left_out.items() if code != LeftOut.BEYOND)
    with transaction.atomic():
        _keep(report, best, {code: n for code, n in left_out.items() if n}, now, looked_at=done)
        _end(report.pk, "finish", at=now.at, seconds=elapsed())


def _keep(report: LeadReport, best: list[ranking.Found], left_out: dict[str, int], now: InForce, *, looked_at: int) -> None:
    """Write the list in place of an earlier one of the quarter; who was nudged about whom is kept."""
    nudged = dict(ReferenceLead.objects.filter(report=report).exclude(nudge=None).values_list("account_id", "nudge_id"))
    accounts = Account.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=[each.account_id for each in best])
    there = set(accounts.order_by("pk").values_list("pk", flat=True))
    ReferenceLead.objects.filter(report=report).delete()
    rows = [each for each in best if each.account_id in there]
    ReferenceLead.objects.bulk_create(
        [
            ReferenceLead(
                report=report,
                account_id=each.account_id,
                place=place,
                points=each.points,
                parts=dict(each.parts),
                facts=dict(each.facts),
                reasons=each.reasons,
                nudge_id=nudged.get(each.account_id),
            )
            for place, each in enumerate(rows, start=1)
        ],
        batch_size=500,
    )
    made = {"made_at": now.at, "made_on": now.today, "version": now.version, "looked_at": looked_at, "left_out": left_out}
    LeadReport.objects.filter(pk=report.pk).update(**made)
    record("leads.made", by=Actor.system(), at=now.at, about=[report], quarter=report.quarter, found=len(rows))


@transaction.atomic
def _end(pk: int, verb: str, *, at: datetime, seconds: float) -> bool:
    """Leave the running state, unless somebody said meanwhile that it stopped."""
    report = LeadReport.objects.select_for_update().get(pk=pk)
    if not can_move(LEAD_REPORT_MOVES, verb, report.state):
        return False
    move(report, LEAD_REPORT_MOVES, verb, at=at, stop_requested=False, seconds=round(seconds, 3))
    return True
