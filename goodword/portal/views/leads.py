"""The short list of an owner, by the link in the mail. Opening it changes nothing: each answer is a POST."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods

from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotFound
from goodword.kernel.references import parse_key
from goodword.links.actions import Purpose, mark_opened
from goodword.notifications.queries import language_of, zone_of_reader
from goodword.people.queries import program
from goodword.portal.access import TooManyMisses, open_link, reader_of
from goodword.portal.forms.leads import TAKE_BACK, LeadForm
from goodword.portal.queries.leads import LeadsPage, leads_page
from goodword.portal.views.edge import NOT_THERE, OK, REFUSED, TOO_MANY, done, quietly
from goodword.recruiting.actions.lead_answers import answer_lead, take_back_lead_answer
from goodword.recruiting.queries.lead_links import nudge_of
from goodword.ui.navigation import address


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def leads(request: HttpRequest, token: str) -> HttpResponse:
    """Three buttons for each customer; then how it stands."""
    at = clock.now()
    try:
        link = open_link(request, token, Purpose.OWNER_LEADS, at=at)
        reader, nudge = reader_of(link), nudge_of(link)
    except NotFound as problem:
        status = TOO_MANY if isinstance(problem, TooManyMisses) else NOT_THERE
        return quietly(render(request, "portal/gone.html", {}, status=status))
    house = program()
    with timezone.override(zone_of_reader(reader, house)), translation.override(language_of(reader, house)):
        page = leads_page(nudge, reader, at=at)
        if request.method == "GET":
            mark_opened(link, at=at)  # nothing else: a mail filter opens links too
        form = LeadForm(request.POST if request.method == "POST" else None)
        about = page.lead(parse_key(request.POST.get("lead", "")))
        if request.method == "POST" and (about is None or _answered(request, page, form, about, by=Actor.person(reader))):
            return quietly(redirect("portal:leads", token))
        context = {"page": page, "form": form, "wrong": about.pk if about is not None else 0, "home": address("recruiting:my_leads")}
        return quietly(render(request, "portal/leads.html", context, status=REFUSED if form.is_bound else OK))


def _answered(request: HttpRequest, page: LeadsPage, form: LeadForm, about: object, *, by: Actor) -> bool:
    """Do what was said; False when something is missing, and the page says what."""
    if not form.is_valid():
        return False
    at, shown = clock.now(), next(each.listed for each in page.leads if each.listed.lead == about)
    if form.cleaned_data["answer"] == TAKE_BACK:
        held = shown.answer
        return held is None or done(request, lambda: take_back_lead_answer(held.pk, by=by, at=at))
    return done(request, lambda: answer_lead(shown.lead, **form.said(page.today), by=by, at=at))
