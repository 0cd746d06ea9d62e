"""The report of reference leads: how it is made, and its list."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotFound
from goodword.people.models import User
from goodword.people.views.edge import reader
from goodword.policy.queries import InForce, in_force
from goodword.recruiting import access
from goodword.recruiting.actions.lead_reports import make_leads, stop_leads
from goodword.recruiting.kinds.leads import LeftOut
from goodword.recruiting.models import LeadReport
from goodword.recruiting.queries import leads as found
from goodword.recruiting.states import LeadReportState
from goodword.recruiting.tables.leads import leads_sheet, leads_table
from goodword.recruiting.views.asking import plan_of
from goodword.ui import exports, pages
from goodword.ui.dates import seconds_words

MOST_QUARTERS: Final = 8
PERCENT: Final = 100


@require_safe
def leads(request: HttpRequest) -> HttpResponseBase:
    """The list of a quarter: the last one, or the one that the address names."""
    me, now = reader(request), in_force(clock.now())
    report = _report(request)
    earlier = found.last_report(before=report.starts_on) if report else None
    rows = _rows(me, report, earlier, now)
    if report and exports.wanted(request):
        sheet = leads_sheet(request, report, rows, has_last=earlier is not None, today=now.today)
        if file := exports.answer(request, sheet, at=now.at):
            return file
    context = {
        **_work(me, now),
        **plan_of(me, None if request.GET.get("quarter") else report, now),
        "report": report,
        "earlier": earlier,
        "table": leads_table(request, report, rows, reader=me, has_last=earlier is not None, today=now.today),
        "lead": _lead(rows, report, is_manager=me.is_manager, has_last=earlier is not None),
        "quarters": _quarters(report),
        "left_out": _left_out(report) if me.is_manager else [],
        "mine": found.unanswered_of([me.pk], today=now.today).count() if report else 0,
    }
    return pages.page_or_fragment(request, "recruiting/leads.html", "list", context)


@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """How far the report is; htmx asks anew until it is made, and then for the page."""
    context = _work(reader(request), in_force(clock.now()))
    if not pages.wants_fragment(request):
        return redirect("recruiting:leads")
    if not context["is_working"]:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "recruiting/leads.html#work", context)


@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Have the report of the running quarter made, or made anew."""
    make_leads(by=Actor.person(reader(request)), at=clock.now())
    return redirect("recruiting:leads")


@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop making it; what was found before stays."""
    try:
        stop_leads(pk, by=Actor.person(reader(request)), at=clock.now())
    except NotFound:
        raise Http404 from None
    return redirect("recruiting:leads")


def _report(request: HttpRequest) -> LeadReport | None:
    wanted = request.GET.get("quarter", "")
    if not wanted:
        return found.last_report()
    report = found.reports().filter(quarter=wanted).first()
    if report is None:
        raise Http404
    return report


def _rows(me: User, report: LeadReport | None, earlier: LeadReport | None, now: InForce) -> QuerySet[Any]:
    rows = access.leads_visible_to(me, today=now.today).filter(report=report.pk if report else 0)
    return found.with_last_place(found.with_state(rows, today=now.today), earlier)


def _work(me: User, now: InForce) -> dict[str, Any]:
    """How the report of the running quarter stands: made, being made, or to be made by a button."""
    current, quarter = found.report_of(now), now.fiscal.quarter_of(now.today)
    is_working = current is not None and current.is_working
    return {
        "current": current,
        "quarter": quarter.label,
        "is_working": is_working,
        "may_make": access.can_make_leads(me),
        "left": _left(current, at=now.at) if current and is_working else "",
        "has_failed": current is not None and current.state == LeadReportState.FAILED,
        "was_stopped": current is not None and current.state == LeadReportState.STOPPED,
    }


def _left(report: LeadReport, *, at: datetime) -> str:
    """How long it still takes, going by how long it took so far."""
    if report.stop_requested:
        return _("Stopping")
    if report.state == LeadReportState.QUEUED or not report.done:
        return _("Waiting to begin") if report.state == LeadReportState.QUEUED else ""
    passed = max((at - report.state_at).total_seconds(), report.seconds)
    return _("about %(time)s left") % {"time": seconds_words(max(round(passed * (report.total - report.done) / report.done), 1))}


def _lead(rows: QuerySet[Any], report: LeadReport | None, *, is_manager: bool, has_last: bool) -> str:
    """The report in a sentence or two."""
    if report is None:
        return _("Customers worth asking whether they would be a reference, each with its reasons.")
    stands = [(each["stands"], each["last_place"]) for each in rows.order_by().values("stands", "last_place")]
    total, new = len(stands), sum(last is None for _stands, last in stands)
    counts = {code: sum(state == code for state, _last in stands) for code in found.STATES}
    words = [
        ngettext("%(n)s customer is worth asking.", "%(n)s customers are worth asking.", total)
        if is_manager
        else ngettext("%(n)s customer of yours is worth asking.", "%(n)s customers of yours are worth asking.", total)
    ]
    said = [words[0] % {"n": f"{total:,}"}]
    if has_last and new:
        said.append(ngettext("%(n)s is new since the last report.", "%(n)s are new since the last report.", new) % {"n": f"{new:,}"})
    answered = [
        (counts[found.YES] + counts[found.NOMINATED] + counts[found.MEMBER], _("%(n)s yes")),
        (counts[found.NOT_NOW], _("%(n)s not now")),
        (counts[found.NEVER], _("%(n)s never")),
        (counts[found.NUDGED], _("%(n)s waiting for their owner")),
    ]
    if told := [word % {"n": f"{n:,}"} for n, word in answered if n]:
        said.append(_("So far: %(what)s.") % {"what": ", ".join(told)})
    return " ".join(said)


def _quarters(shown: LeadReport | None) -> list[tuple[str, str, bool]]:
    made = list(found.reports()[:MOST_QUARTERS])
    url = reverse("recruiting:leads")
    rows = [(each.quarter, f"{url}?quarter={each.quarter}" if place else url, shown == each) for place, each in enumerate(made)]
    return rows if len(rows) > 1 else []


def _left_out(report: LeadReport | None) -> list[tuple[str, int]]:
    counts = report.left_out if report else {}
    return [(str(each.label), counts[each]) for each in LeftOut if counts.get(each)]
