"""Whether those who registered fit, by the link in the mail. Opening it changes nothing: each answer is a POST."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goodword.kernel.references import parse_key
from goodword.links.actions import Purpose
from goodword.portal.forms.fitness import FitnessForm
from goodword.portal.queries.fitness import fitness_page
from goodword.portal.views.edge import OK, REFUSED, Called, done, for_holder
from goodword.recruiting.actions.team import answer_fitness
from goodword.recruiting.queries.fitness_links import ask_of
from goodword.ui.navigation import address


@for_holder(Purpose.TEAM_FITNESS, ask_of)
def fitness(request: HttpRequest, called: Called[Any]) -> HttpResponse:
    """Three buttons for each; then how it stands. What was said can be changed until it is decided."""
    page = fitness_page(called.about, called.reader, at=called.at)
    called.seen(request)
    form = FitnessForm(request.POST if request.method == "POST" else None)
    about = page.row(parse_key(request.POST.get("who", "")))
    if request.method == "POST" and (
        about is None
        or (form.is_valid() and done(request, lambda: answer_fitness(about, **form.said(page.today), by=called.by, at=called.at)))
    ):
        return redirect("portal:fitness", called.token)
    context = {"page": page, "form": form, "wrong": about.pk if about is not None else 0, "home": address("recruiting:my_fitness")}
    return render(request, "portal/fitness.html", context, status=REFUSED if form.is_bound else OK)
