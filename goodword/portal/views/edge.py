"""What the pages share: who holds a link, what happens to a link that does not work, and how an answer is done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Generic, TypeVar

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.errors import Conflict, NotAllowed, NotFound, WrongState
from goodword.kernel.refusal import Refused
from goodword.links.actions import Link, Purpose, mark_opened
from goodword.notifications.queries import Reader, language_of, zone_of_reader
from goodword.people.queries import program
from goodword.portal import queries
from goodword.portal.access import TooManyMisses, dead_link, open_link, reader_of
from goodword.portal.forms import typed_in
from goodword.requests.queries.by_link import Candidate, candidate_of
from goodword.ui.pages import refused

Page = Callable[..., HttpResponseBase]
Answer = TypeVar("Answer", bound=HttpResponseBase)
About = TypeVar("About")
OK, NOT_THERE, REFUSED, TOO_MANY = 200, 404, 422, 429


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody with a live link: what it is about, who they are, and when."""

    link: Link
    candidate: Candidate
    reader: Reader
    token: str
    at: datetime

    @property
    def by(self) -> Actor:
        """Who answers."""
        return Actor.contact(self.reader) if self.link.contact_id is not None else Actor.person(self.reader)


def by_link(*purposes: Purpose) -> Callable[[Page], Page]:
    """A page for whoever holds a live link for one of these purposes: no sign-in, never kept, never indexed, in the reader's zone."""

    def decorate(view: Page) -> Page:
        @login_not_required
        @wraps(view)
        def page(request: HttpRequest, token: str, **more: Any) -> HttpResponseBase:
            at = clock.now()
            try:
                link = open_link(request, token, *purposes, at=at)
                candidate, reader = candidate_of(link), reader_of(link)
            except NotFound as problem:
                too_many = isinstance(problem, TooManyMisses)
                return quietly(
                    _gone(request, None if too_many else dead_link(token, *purposes), status=TOO_MANY if too_many else NOT_THERE)
                )
            house = program()
            with timezone.override(zone_of_reader(reader, house)), translation.override(language_of(reader, house)):
                return quietly(view(request, Visit(link, candidate, reader, token, at), **more))

        return page

    return decorate


@dataclass(frozen=True, slots=True)
class Called(Generic[About]):
    """A colleague or a customer with a live link from a mail: what it is about, who they are, and when."""

    link: Link
    about: About
    reader: Reader
    token: str
    at: datetime

    @property
    def by(self) -> Actor:
        """Who answers."""
        return Actor.contact(self.reader) if self.link.contact_id is not None else Actor.person(self.reader)

    def seen(self, request: HttpRequest) -> None:
        """Opening changes nothing but that the link was opened: a mail filter opens links too."""
        if request.method != "POST":
            mark_opened(self.link, at=self.at)


def for_holder(purpose: Purpose, of: Callable[[Link], About]) -> Callable[[Callable[..., HttpResponseBase]], Page]:
    """A page for the one person a link was sent to, in their zone and language: no sign-in, never kept, never indexed."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Page:
        @login_not_required
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def page(request: HttpRequest, token: str) -> HttpResponseBase:
            at = clock.now()
            try:
                link = open_link(request, token, purpose, at=at)
                called = Called(link, of(link), reader_of(link), token, at)
            except NotFound as problem:
                status = TOO_MANY if isinstance(problem, TooManyMisses) else NOT_THERE
                return quietly(render(request, "portal/gone.html", {}, status=status))
            house = program()
            with timezone.override(zone_of_reader(called.reader, house)), translation.override(language_of(called.reader, house)):
                return quietly(view(request, called))

        return page

    return decorate


def _gone(request: HttpRequest, link: Link | None, *, status: int) -> HttpResponse:
    """A link that does not work: who was once given it reads, in their language, whom to write to."""
    told: dict[str, Any] = {"typed": typed_in(request.POST)}
    if link is None:
        return render(request, "portal/gone.html", told, status=status)
    try:
        reader, keeper = reader_of(link), queries.keeper_of(candidate_of(link))
    except NotFound:
        return render(request, "portal/gone.html", told, status=status)
    told |= {"keeper": keeper, "was_withdrawn": link.revoked_at is not None}
    with translation.override(language_of(reader, program())):
        return render(request, "portal/gone.html", told, status=status)


def quietly(response: Answer) -> Answer:
    """Nothing about a link stays behind: not in caches, not in search engines, not in the logs of other sites.

    `same-origin` tells other sites nothing. `no-referrer` would also take the origin from our own forms, which the
    protection against forged posts needs to see.
    """
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def done(request: HttpRequest, verb: Callable[[], Any]) -> bool:
    """Do it; False with a toast when it was refused, True when it was done or somebody was faster: the page then shows how it stands."""
    try:
        outcome = verb()
    except (WrongState, NotAllowed, Conflict):
        refused(request, _("This has been answered in the meantime. Here is how it stands."))
        return True
    if isinstance(outcome, Refused):
        refused(request, outcome)
        return False
    return True
