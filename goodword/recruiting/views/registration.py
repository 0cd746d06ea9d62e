"""The page of one registration, and what is done with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.comments.actions import add
from goodword.comments.forms import Unsaid, unsaid
from goodword.customers.access import accounts_visible_to
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.errors import WrongState
from goodword.kernel.references import parse_key
from goodword.kernel.refusal import Refused
from goodword.people.queries import stands_in_for
from goodword.people.queries import today as program_day
from goodword.people.views.edge import reader
from goodword.recruiting import access
from goodword.recruiting.actions import calling, deciding, team
from goodword.recruiting.forms.registrations import AcceptForm, DeclineForm, FitnessForm, HoldCallForm, LaterForm, PlanCallForm
from goodword.recruiting.models import Registration
from goodword.recruiting.queries.matching import likely
from goodword.recruiting.queries.registration_page import page_of
from goodword.recruiting.queries.reviewing import fitness_of, fitness_seen, place_words, with_review
from goodword.recruiting.tables.registrations import badge_of
from goodword.ui import pages
from goodword.ui.pieces import Crumb

OK, REFUSED = 200, 422
MOST_FOUND: Final = 8
FORMS: Final[dict[str, type[forms.Form]]] = {
    "accept": AcceptForm,
    "decline": DeclineForm,
    "later": LaterForm,
    "plan": PlanCallForm,
    "held": HoldCallForm,
}


@require_safe
def page(request: HttpRequest, number: int) -> HttpResponse:
    """What they wrote, which customer it is, what its team says, and the one thing to do next."""
    return _show(request, number)


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What the reader was asked about those who registered, and of colleagues in whose place they are."""
    me, today = reader(request), program_day(clock.now())
    rows = fitness_of(me, deputies=[each.pk for each in stands_in_for(me, today)])
    asked = [(each, place_words(each, me), FitnessForm(today=today)) for each in rows]
    context = {
        "waiting": [each for each in asked if not each[0].answer],
        "answered": [each for each in asked if each[0].answer],
        "crumbs": [Crumb(label=_("Does it fit?"))],
    }
    return render(request, "recruiting/my_fitness.html", context)


@require_POST
def fitness(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether somebody fits."""
    me, at = reader(request), clock.now()
    row = fitness_seen(me, pk)
    if row is None:
        raise Http404
    form = FitnessForm(request.POST, today=program_day(at))
    if not form.is_valid():
        return _show(request, row.registration.number, wrong={"fitness": form, "fitness_id": pk})
    _done(request, lambda: team.answer_fitness(row, **form.said(), by=Actor.person(me), at=at), _("Thank you. Whoever decides sees it."))
    return redirect("recruiting:registration", row.registration.number)


@require_http_methods(["GET", "HEAD", "POST"])
def customer(request: HttpRequest, number: int) -> HttpResponse:
    """Choose which customer it is by search, or say that it is none of ours."""
    me, row = reader(request), _load(request, number)
    known = accounts_visible_to(me)
    if request.method == "POST":
        said = request.POST.get("account", "")
        account = get_object_or_404(known, pk=parse_key(said)) if said else None
        _done(request, lambda: team.match_by_hand(row, account, by=Actor.person(me), at=clock.now()), _("The customer is chosen."))
        return redirect("recruiting:registration", number)
    words = request.GET.get("q", row.company).strip()
    found = likely(words, most=MOST_FOUND).select_related("owner", "region") if words else []
    context = {"row": row, "words": words, "found": found, "crumbs": [*_crumbs(), Crumb(label=row.reference, url=_url(row))]}
    return render(request, "recruiting/registration_customer.html", context)


@require_POST
def comment(request: HttpRequest, number: int) -> HttpResponse:
    """Say something about a registration."""
    row, text, me = _load(request, number), request.POST.get("text", ""), reader(request)
    said = add(row, author=me, text=text, at=clock.now(), circle_id=None, uploads=request.FILES.getlist("files"))
    if isinstance(said, Refused):
        return _show(request, number, said=unsaid(text, said))
    return redirect(f"{_url(row)}#comment-{said.pk}")


@require_POST
def act(request: HttpRequest, number: int, verb: str) -> HttpResponse:
    """Do one thing with it; what was typed stays when something is missing."""
    me, at, row = reader(request), clock.now(), _load(request, number)
    by = Actor.person(me)
    form = FORMS[verb](request.POST) if verb in FORMS else None
    if form is not None and not form.is_valid():
        return _show(request, number, wrong={verb: form})
    data = form.cleaned_data if form is not None else {}
    do, words = _verbs(row, data, by=by, at=at).get(verb, (None, ""))
    if do is None:
        raise Http404
    done = _done(request, do, words)
    if isinstance(done, Refused) and form is not None:
        for reason in done.reasons:
            form.add_error(reason.code if reason.code in form.fields else None, str(reason.words))
        return _show(request, number, wrong={verb: form})
    return redirect("recruiting:registration", number)


def _verbs(row: Registration, data: dict[str, Any], *, by: Actor, at: datetime) -> dict[str, tuple[Callable[[], Any], str]]:
    who: dict[str, Any] = {"by": by, "at": at}
    held: dict[str, Any] = {"held_on": data.get("held_on"), "agreed": data.get("agreed") == "yes", "notes": data.get("notes", "")}
    planned: dict[str, Any] = {"call_at": data.get("call_at"), "minutes": data.get("minutes"), "place": data.get("place", "")}
    return {
        "ask": (lambda: team.ask_team([row], **who), _("The team of the customer is asked by mail.")),
        "take": (lambda: deciding.take_over(row, **who), _("It is yours now.")),
        "plan": (lambda: calling.plan_call(row, **planned, **who), _("The call is planned; both sides get it for their calendars.")),
        "held": (lambda: calling.hold_call(row, **held, **who), _("Written down.")),
        "accept": (lambda: deciding.accept(row, **data, **who), _("Accepted. The nomination begins with what they wrote.")),
        "decline": (lambda: deciding.decline(row, **data, **who), _("Declined.")),
        "later": (lambda: deciding.put_off(row, **data, **who), _("It comes back on that day.")),
        "discard": (lambda: deciding.discard([row], **who), _("Set aside. Nobody is written to.")),
        "reopen": (lambda: deciding.reopen([row], **who), _("It is back in the queue.")),
    }


def _done(request: HttpRequest, do: Callable[[], Any], words: str) -> Any:
    try:
        done = do()
    except WrongState:
        pages.refused(request, _("Somebody was faster. Nothing was done twice; here is how it stands."))
        return None
    if isinstance(done, Refused):
        pages.refused(request, done)
    else:
        pages.said(request, words)
    return done


def _load(request: HttpRequest, number: int) -> Any:
    row = with_review(access.registrations_visible_to(reader(request))).filter(number=number).first()
    if row is None:
        raise Http404
    return row


def _show(request: HttpRequest, number: int, *, wrong: dict[str, Any] | None = None, said: Unsaid | None = None) -> HttpResponse:
    me, at, row = reader(request), clock.now(), _load(request, number)
    today = program_day(at)
    context = {
        **page_of(row, reader=me, today=today, at=at),
        "badge": badge_of(row, today=today),
        "forms": {code: form() for code, form in FORMS.items()} | {"fitness": FitnessForm(today=today)} | (wrong or {}),
        "open_form": next(iter(wrong or {}), ""),
        "unsaid": said,
        "crumbs": _crumbs(),
        "me": me,
    }
    return render(request, "recruiting/registration.html", context, status=REFUSED if wrong or said else OK)


def _crumbs() -> list[Crumb]:
    return [Crumb(label=_("Registrations"), url=reverse("recruiting:registrations"))]


def _url(row: Registration) -> str:
    return reverse("recruiting:registration", args=[row.number])
