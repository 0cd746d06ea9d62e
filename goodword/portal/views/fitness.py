"""Whether those who registered fit, by the link in the mail. Opening it changes nothing: each answer is a POST."""

from __future__ import annotations

from datetime import date

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
from goodword.portal.forms.fitness import FitnessForm
from goodword.portal.queries.fitness import fitness_page
from goodword.portal.views.edge import NOT_THERE, OK, REFUSED, TOO_MANY, done, quietly
from goodword.recruiting.actions.team import answer_fitness
from goodword.recruiting.queries.fitness_links import FitnessAnswer, ask_of
from goodword.ui.navigation import address


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def fitness(request: HttpRequest, token: str) -> HttpResponse:
    """Three buttons for each; then how it stands. What was said can be changed until it is decided."""
    at = clock.now()
    try:
        link = open_link(request, token, Purpose.TEAM_FITNESS, at=at)
        reader, ask = reader_of(link), ask_of(link)
    except NotFound as problem:
        status = TOO_MANY if isinstance(problem, TooManyMisses) else NOT_THERE
        return quietly(render(request, "portal/gone.html", {}, status=status))
    house = program()
    with timezone.override(zone_of_reader(reader, house)), translation.override(language_of(reader, house)):
        page = fitness_page(ask, reader, at=at)
        if request.method == "GET":
            mark_opened(link, at=at)  # nothing else: a mail filter opens links too
        form = FitnessForm(request.POST if request.method == "POST" else None)
        about = page.row(parse_key(request.POST.get("who", "")))
        if request.method == "POST" and (about is None or _answered(request, form, about, page.today, by=Actor.person(reader))):
            return quietly(redirect("portal:fitness", token))
        context = {"page": page, "form": form, "wrong": about.pk if about is not None else 0, "home": address("recruiting:my_fitness")}
        return quietly(render(request, "portal/fitness.html", context, status=REFUSED if form.is_bound else OK))


def _answered(request: HttpRequest, form: FitnessForm, about: FitnessAnswer, today: date, *, by: Actor) -> bool:
    """Do what was said; False when something is missing, and the page says what."""
    return form.is_valid() and done(request, lambda: answer_fitness(about, **form.said(today), by=by, at=clock.now()))
