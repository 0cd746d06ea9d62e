"""The short list of an owner, by the link in the mail. Opening it changes nothing: each answer is a POST."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goodword.kernel.references import parse_key
from goodword.links.actions import Purpose
from goodword.portal.forms.leads import TAKE_BACK, LeadForm
from goodword.portal.queries.leads import LeadsPage, leads_page
from goodword.portal.views.edge import OK, REFUSED, Called, done, for_holder
from goodword.recruiting.actions.lead_answers import answer_lead, take_back_lead_answer
from goodword.recruiting.queries.lead_links import LeadNudge, nudge_of
from goodword.ui.navigation import address


@for_holder(Purpose.OWNER_LEADS, nudge_of)
def leads(request: HttpRequest, called: Called[LeadNudge]) -> HttpResponse:
    """Three buttons for each customer; then how it stands."""
    page = leads_page(called.about, called.reader, at=called.at)
    called.seen(request)
    form = LeadForm(request.POST if request.method == "POST" else None, today=page.today)
    about = page.lead(parse_key(request.POST.get("lead", "")))
    if request.method == "POST" and (about is None or _answered(request, page, form, about, called)):
        return redirect("portal:leads", called.token)
    context = {"page": page, "form": form, "wrong": about.pk if about is not None else 0, "home": address("recruiting:my_leads")}
    return render(request, "portal/leads.html", context, status=REFUSED if form.is_bound else OK)


def _answered(request: HttpRequest, page: LeadsPage, form: LeadForm, about: object, called: Called[LeadNudge]) -> bool:
    """Do what was said; False when something is missing, and the page says what."""
    if not form.is_valid():
        return False
    by, at = called.by, called.at
    shown = next(each.listed for each in page.leads if each.listed.lead == about)
    if form.cleaned_data["answer"] == TAKE_BACK:
        held = shown.answer
        return held is None or done(request, lambda: take_back_lead_answer(held.pk, by=by, at=at))
    return done(request, lambda: answer_lead(shown.lead, **form.said(), by=by, at=at))
