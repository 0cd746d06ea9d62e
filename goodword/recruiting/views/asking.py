"""Owners are asked about their leads: by a button now, or by Goodword on its day, which can be stopped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotFound
from goodword.kernel.references import parse_key
from goodword.people.models import User
from goodword.people.views.edge import reader
from goodword.policy.queries import InForce, in_force
from goodword.recruiting import access
from goodword.recruiting.actions import lead_nudging
from goodword.recruiting.actions.lead_nudges import Nudged, nudge_owners
from goodword.recruiting.models import LeadReport
from goodword.recruiting.queries import leads as found
from goodword.recruiting.queries.lead_plan import asks_by_itself, planned
from goodword.recruiting.tables.leads import narrowed
from goodword.ui import pages
from goodword.ui.dates import day_words

MOST_NAMED: Final = 50


@require_POST
def nudge(request: HttpRequest) -> HttpResponse:
    """Ask owners about their leads: those of the ticked ones, those of the list as it is narrowed, or everybody."""
    me, now = reader(request), in_force(clock.now())
    scope = request.POST.get("scope", "everybody")
    owners = None if scope == "everybody" else _owners(request, me, now, ticked=scope == "ticked")
    _told(request, nudge_owners(owners, by=Actor.person(me), at=now.at))
    query = request.GET.urlencode()
    return redirect(reverse("recruiting:leads") + (f"?{query}" if query else ""))


@require_POST
def stop_asking(request: HttpRequest, pk: int) -> HttpResponse:
    """Let nobody be asked by itself about this report."""
    try:
        lead_nudging.stop_nudging(pk, by=Actor.person(reader(request)), at=clock.now())
    except NotFound:
        raise Http404 from None
    undo = reverse("recruiting:resume_nudging", args=[pk])
    pages.said(request, _("Stopped: Goodword asks nobody about this report."), undo_url=undo)
    return redirect("recruiting:leads")


@require_POST
def go_on_asking(request: HttpRequest, pk: int) -> HttpResponse:
    """Let owners be asked by itself after all."""
    try:
        lead_nudging.resume_nudging(pk, by=Actor.person(reader(request)), at=clock.now())
    except NotFound:
        raise Http404 from None
    pages.said(request, _("Goodword asks again, each owner on the day that stands here."))
    return redirect("recruiting:leads")


def plan_of(me: User, report: LeadReport | None, now: InForce) -> dict[str, Any]:
    """Who will be asked when, for whoever runs the program; nothing where nobody is asked by itself."""
    if report is None or not access.can_make_leads(me) or not asks_by_itself(now):
        return {"asking": ""}
    if report.nudging_stopped:
        words = _("Goodword asks nobody about this report: somebody stopped that. Owners can still be asked by the button.")
        return {"asking": "stopped", "asking_words": words}
    rows = planned(report, now)
    if not rows:
        return {"asking": ""}
    lines = [(each.owner.name, each.count, each.on_day) for each in rows[:MOST_NAMED]]
    words = _asking_words(len(rows), [each.on_day for each in rows], now.today)
    return {"asking": "on", "asking_words": words, "planned": lines, "planned_left": max(len(rows) - MOST_NAMED, 0)}


def _asking_words(count: int, days: Sequence[date], today: date) -> str:
    first, last = day_words(days[0], today=today), day_words(days[-1], today=today)
    said = {"n": count, "first": first, "last": last}
    if first == last:
        return ngettext("Goodword asks %(n)s owner on %(first)s.", "Goodword asks %(n)s owners on %(first)s.", count) % said
    return _("Goodword asks %(n)s owners, the first on %(first)s, the last on %(last)s.") % said


def _owners(request: HttpRequest, me: User, now: InForce, *, ticked: bool) -> set[int]:
    rows = access.leads_visible_to(me, today=now.today).filter(report=found.last_report())
    leads = found.with_state(rows, today=now.today)
    keys = [key for text in request.POST.getlist("id") if (key := parse_key(text)) is not None]
    leads = leads.filter(pk__in=keys) if ticked else narrowed(request, leads)
    return set(leads.exclude(account__owner=None).values_list("account__owner", flat=True))


def _told(request: HttpRequest, done: Nudged) -> None:
    counted = (
        (done.nudged, ngettext("%(n)s owner is asked by mail.", "%(n)s owners are asked by mail.", done.nudged)),
        (done.resting, ngettext("%(n)s was asked not long ago.", "%(n)s were asked not long ago.", done.resting)),
        (done.nothing, ngettext("%(n)s has answered everything.", "%(n)s have answered everything.", done.nothing)),
        (done.left, ngettext("%(n)s has left: hand customers over first.", "%(n)s have left: hand customers over first.", done.left)),
        (done.unowned, ngettext("%(n)s lead has no owner.", "%(n)s leads have no owner.", done.unowned)),
    )
    words = [said % {"n": n} for n, said in counted if n]
    said = " ".join(words) or _("Nobody to ask: choose customers that have an owner.")
    (pages.said if done.nudged else pages.refused)(request, said)
