"""A contact's own page, by a fresh link: what we may ask them, and what we asked. Each change is a POST to its noun, and leads back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Final

from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.customers.actions import send_own_page
from goodword.customers.queries.own_word import Contact
from goodword.files.kinds import TYPES
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotFound
from goodword.links.actions import Link, Purpose, issue, revoke_token, start
from goodword.notifications.queries import language_of, zone_of_reader
from goodword.people.queries import manager_for, program, today
from goodword.portal import queries
from goodword.portal.access import TooManyMisses, contact_of, dead_link, open_link
from goodword.portal.forms import DetailsForm, LimitsForm, PauseForm
from goodword.portal.views.edge import NOT_THERE, OK, REFUSED, TOO_MANY, done, quietly
from goodword.recruiting.kinds.handouts import Handout
from goodword.recruiting.queries.handouts import opened, pitch_for
from goodword.requests import actions
from goodword.requests.queries.by_link import open_to
from goodword.ui.handing import handed_out

LASTS: Final = timedelta(hours=1)
ANSWER_LASTS: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OwnVisit:
    """Somebody on their own page: who they are, by which link, and when."""

    link: Link
    contact: Contact
    token: str
    at: datetime

    @property
    def by(self) -> Actor:
        """Who changes something."""
        return Actor.contact(self.contact)

    def back(self, place: str = "") -> HttpResponse:
        """Back to the page, at the place where something changed."""
        return redirect(redirect("portal:own", self.token).url + (f"#{place}" if place else ""))


def by_own_link(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page for whoever holds a live link to their own page. The first use is a POST, because mail filters open links too."""

    @login_not_required
    @wraps(view)
    def page(request: HttpRequest, token: str, **more: Any) -> HttpResponseBase:
        at = clock.now()
        try:
            link = open_link(request, token, Purpose.MANAGE_CONTACT, at=at)
            contact = contact_of(link)
        except NotFound as problem:
            return quietly(_gone(request, token, status=TOO_MANY if isinstance(problem, TooManyMisses) else NOT_THERE))
        house = program()
        with timezone.override(zone_of_reader(contact, house)), translation.override(language_of(contact, house)):
            if link.first_opened_at is None and view.__name__ != "own":
                return quietly(redirect("portal:own", token))
            return quietly(view(request, OwnVisit(link, contact, token, at), **more))

    return page


def _gone(request: HttpRequest, token: str, *, status: int) -> HttpResponse:
    """A link that has run out: whoever was once given it may have a fresh one sent to the contact's own address."""
    link = dead_link(token, Purpose.MANAGE_CONTACT) if status == NOT_THERE else None
    if link is None or link.contact is None:
        return render(request, "portal/own_gone.html", {}, status=status)
    with translation.override(language_of(link.contact, program())):
        told = {"token": token, "keeper": manager_for(account=link.contact.account)}
        return render(request, "portal/own_gone.html", told, status=status)


@by_own_link
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, visit: OwnVisit) -> HttpResponse:
    """The page; before its first use a door with one button."""
    if request.method == "POST":
        start(visit.link, at=visit.at, lasts=LASTS)
        return visit.back()
    if visit.link.first_opened_at is None:
        return render(request, "portal/own_door.html", {"reader": visit.contact})
    return _page(request, visit)


def _page(request: HttpRequest, visit: OwnVisit, **forms: Form) -> HttpResponse:
    page = queries.own_page(visit.contact, until=visit.link.expires_at, at=visit.at)
    known = {
        "pause": PauseForm(today=page.today, initial={"until": page.paused_until}),
        "limits": LimitsForm(limits=page.limits),
        "details": DetailsForm(contact=visit.contact),
    }
    context = {"page": page, "token": visit.token, "wrong": next(iter(forms), ""), **known, **forms}
    return render(request, "portal/own.html", context, status=REFUSED if forms else OK)


@by_own_link
@require_safe
def one_pager(request: HttpRequest, visit: OwnVisit) -> HttpResponseBase:
    """What the program is, on one page, to print or to hand on."""
    own = opened(Handout.ONE_PAGER)
    if own is not None:
        return handed_out(own[1], name=own[0].name, content_type=TYPES[own[0].type].content_type)
    pitch = pitch_for(visit.contact.languages, account=visit.contact.account)
    with translation.override(pitch.language):
        return render(request, "recruiting/one_pager.html", {"pitch": pitch})


@by_own_link
@require_http_methods(["GET", "HEAD", "POST"])
def pause(request: HttpRequest, visit: OwnVisit) -> HttpResponse:
    """Pause until a day, or end the pause."""
    if request.method != "POST":
        return visit.back()
    if "end" in request.POST:
        done(request, lambda: actions.end_pause(visit.contact, by=visit.by, at=visit.at))
        return visit.back("lately")
    form = PauseForm(request.POST, today=today(visit.at))
    if form.is_valid() and done(request, lambda: actions.pause(visit.contact, until=form.cleaned_data["until"], by=visit.by, at=visit.at)):
        return visit.back("lately")
    return _page(request, visit, pause=form)


@by_own_link
@require_http_methods(["GET", "HEAD", "POST"])
def agreed(request: HttpRequest, visit: OwnVisit) -> HttpResponse:
    """Offer one more kind of help, or take one back."""
    activity, wanted = request.POST.get("activity", ""), request.POST.get("wanted") == "yes"
    if request.method == "POST":
        done(request, lambda: actions.agree_to(visit.contact, activity=activity, wanted=wanted, by=visit.by, at=visit.at))
    return visit.back("lately")


@by_own_link
@require_http_methods(["GET", "HEAD", "POST"])
def limits(request: HttpRequest, visit: OwnVisit) -> HttpResponse:
    """Set how often one may be asked."""
    if request.method != "POST":
        return visit.back()
    page = queries.own_page(visit.contact, until=visit.link.expires_at, at=visit.at)
    form = LimitsForm(request.POST, limits=page.limits)
    if form.is_valid() and done(request, lambda: actions.limit_oneself(visit.contact, limits=form.limits(), by=visit.by, at=visit.at)):
        return visit.back("lately")
    return _page(request, visit, limits=form)


@by_own_link
@require_http_methods(["GET", "HEAD", "POST"])
def details(request: HttpRequest, visit: OwnVisit) -> HttpResponse:
    """Correct one's details."""
    if request.method != "POST":
        return visit.back()
    form = DetailsForm(request.POST, contact=visit.contact)
    if form.is_valid() and done(request, lambda: actions.correct_details(visit.contact, **form.cleaned_data, by=visit.by, at=visit.at)):
        return visit.back("lately")
    return _page(request, visit, details=form)


@by_own_link
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, visit: OwnVisit, entry: int) -> HttpResponse:
    """Take back one change."""
    if request.method == "POST":
        done(request, lambda: actions.take_back_change(visit.contact, entry_id=entry, by=visit.by, at=visit.at))
    return visit.back("lately")


@by_own_link
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, visit: OwnVisit, candidate: int) -> HttpResponse:
    """Go to the page of one's own question, by a link of its own."""
    row = open_to(visit.contact, candidate) if request.method == "POST" else None
    if row is None:
        return visit.back()
    token = issue(Purpose.ANSWER_ASK, about=row, contact_id=visit.contact.pk, expires_at=visit.at + ANSWER_LASTS, at=visit.at)
    return redirect("portal:answer", token)


@by_own_link
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, visit: OwnVisit) -> HttpResponse:
    """Make the link useless, for whoever reads on somebody else's device."""
    if request.method != "POST":
        return visit.back()
    revoke_token(visit.token, at=visit.at)
    return render(request, "portal/own_closed.html", {"token": visit.token})


@login_not_required
@require_POST
def again(request: HttpRequest, token: str) -> HttpResponse:
    """A fresh link instead of one that has run out: to the contact's own address, whoever asks."""
    link = dead_link(token, Purpose.MANAGE_CONTACT)
    if link is None or link.contact is None:
        return quietly(redirect("portal:me"))
    send_own_page(link.contact, at=clock.now())
    return quietly(render(request, "portal/fresh_sent.html", {"keeper": manager_for(account=link.contact.account)}))
