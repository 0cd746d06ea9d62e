"""One lead with its whole sum, the short list of an owner, and what they say."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goodword.customers.queries import labels
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotFound, WrongState
from goodword.kernel.refusal import Refused
from goodword.people.models import User
from goodword.people.queries import stands_in_for
from goodword.people.views.edge import reader
from goodword.policy.numbers import Numbers
from goodword.policy.queries import InForce, in_force
from goodword.recruiting import access
from goodword.recruiting.actions.lead_answers import answer_lead, take_back_lead_answer
from goodword.recruiting.forms.leads import LeadAnswerForm
from goodword.recruiting.kinds.leads import LeadChoice
from goodword.recruiting.models import LeadAnswer, LeadReport
from goodword.recruiting.queries import leads as found
from goodword.recruiting.queries.lead_words import Sayer
from goodword.recruiting.tables.leads import badge_of, place_words
from goodword.ui import pages
from goodword.ui.dates import day_words
from goodword.ui.pieces import Crumb

OK, REFUSED = 200, 422
MOST_SAID = 50


@require_safe
def lead(request: HttpRequest, pk: int) -> HttpResponse:
    """Why a customer is on the list: the whole sum, what was said of it, where it stood before."""
    return _page(request, pk)


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The reader's own short list, and what they said; also of colleagues in whose place they are."""
    me, now = reader(request), in_force(clock.now())
    report = found.last_report()
    owners = [me, *stands_in_for(me, now.today)]
    lists = [(owner, [_card(each, now) for each in found.short_list(owner, now, report=report)]) for owner in owners]
    said = found.said_by(me)[:MOST_SAID]
    context = {
        "report": report,
        "lists": [(owner, cards) for owner, cards in lists if cards or owner == me],
        "waiting": sum(len(cards) for _owner, cards in lists),
        "answers": [_answered(each, now, me=me) for each in said],
        "crumbs": [Crumb(label=_("Reference leads"), url=reverse("recruiting:leads")), Crumb(label=_("Yours"))],
        "me": me,
    }
    return render(request, "recruiting/my_leads.html", context)


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what becomes of a lead; a yes opens the nomination that it began."""
    me, now = reader(request), in_force(clock.now())
    row = _found(me, pk, now)
    form = LeadAnswerForm(request.POST, today=now.today)
    if not form.is_valid():
        return _page(request, pk, form=form)
    done = answer_lead(row, **form.said(), by=Actor.person(me), at=now.at)
    if isinstance(done, Refused):
        pages.refused(request, done)
        return redirect("recruiting:lead", pk)
    undo = reverse("recruiting:take_back_answer", args=[done.pk])
    if done.answer == LeadChoice.YES:
        pages.said(request, _("Thank you. The nomination knows already why; add what only you know."), undo_url=undo)
        began = done.nomination
        return redirect("recruiting:nomination", began.number) if began is not None else redirect("recruiting:lead", pk)
    pages.said(request, _said(done, now), undo_url=undo)
    return redirect("recruiting:my_leads" if row.account.owner_id == me.pk else "recruiting:leads")


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an answer not hold any more."""
    try:
        row = take_back_lead_answer(pk, by=Actor.person(reader(request)), at=clock.now())
    except NotFound:
        raise Http404 from None
    except WrongState as problem:
        raise Http404 from problem
    holding = found.holding_answers([row.account_id])
    before, nothing = _("Taken back: what was said of %(name)s before holds again."), _("Taken back: %(name)s may be asked about again.")
    pages.said(request, (before if holding else nothing) % {"name": row.account.name})
    return redirect("recruiting:my_leads")


def _found(me: User, pk: int, now: InForce) -> Any:
    rows = found.with_state(access.leads_visible_to(me, today=now.today), today=now.today)
    row = rows.select_related("account__region", "account__owner", "report__version", "nudge__to").filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def _page(request: HttpRequest, pk: int, *, form: LeadAnswerForm | None = None) -> HttpResponse:
    me, now = reader(request), in_force(clock.now())
    row = _found(me, pk, now)
    holding = found.holding_answers([row.account_id]).get(row.account_id)
    report: LeadReport = row.report
    context = {
        "card": _card(row, now),
        "badge": badge_of(row, today=now.today),
        "form": form or LeadAnswerForm(today=now.today),
        "may_answer": access.can_answer_lead(me, row, today=now.today) and row.stands not in (found.MEMBER, found.NOMINATED),
        "holding": _answered(holding, now, me=me) if holding else None,
        "earlier": [each for each in found.account_leads(row.account) if each.report_id != report.pk],
        "history": found.said_before(row.account),
        "crumbs": [Crumb(label=_("Reference leads"), url=reverse("recruiting:leads")), Crumb(label=row.account.name)],
    }
    return render(request, "recruiting/lead.html", context, status=REFUSED if form is not None else OK)


def _card(row: Any, now: InForce) -> dict[str, Any]:
    """A lead as it is drawn: its customer, its sum, and the form of its answer."""
    known = labels()
    sayer = Sayer.here(known, today=row.report.made_on or now.today)
    numbers = Numbers.from_json(row.report.version.numbers)
    return {"lead": row, "place": place_words(row, known), "fit": sayer.line(row, numbers), "form": LeadAnswerForm(today=now.today)}


def _answered(row: LeadAnswer, now: InForce, *, me: User) -> dict[str, Any]:
    began = row.nomination if _may_open(row, me) else None
    page = reverse("recruiting:nomination", args=[began.number]) if began is not None else ""
    return {"row": row, "words": _said(row, now), "nomination_url": page}


def _may_open(row: LeadAnswer, me: User) -> bool:
    """A draft is its writer's alone."""
    return row.nomination is not None and access.nominations_visible_to(me).filter(pk=row.nomination.pk).exists()


def _said(row: LeadAnswer, now: InForce) -> str:
    said = {"name": row.account.name, "day": day_words(row.until_on, today=now.today) if row.until_on else ""}
    if row.answer == LeadChoice.NOT_NOW:
        return _("%(name)s is not asked about before %(day)s.") % said
    return (_("%(name)s is never asked about.") if row.answer == LeadChoice.NEVER else _("%(name)s is being put forward.")) % said
