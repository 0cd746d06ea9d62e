"""What a reader sees when the domain raises (not found, not allowed, somebody was faster) and when the database is away."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.template import loader
from django.urls import is_valid_path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views import defaults

from goodword.kernel.errors import Conflict, NotAllowed, NotFound, WrongState, is_no_room

# As PostgreSQL counts: no connection, being shut down or started, no place for one more.
AWAY: Final = ("08", "57P", "53300")
# Two who waited for each other: the database took back all that one of them did.
TAKEN_BACK: Final = ("40P01", "40001")
TRY_AGAIN_SECONDS: Final = "5"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """413 for more than a page takes, 400 for everything else that cannot be read."""
    del request
    return too_much() if isinstance(exception, RequestDataTooBig) else unreadable()


def unreadable() -> HttpResponse:
    """The page of a 400; made without a look at the request, whose form could not be read."""
    return HttpResponse(loader.get_template("400.html").render(), status=400)


def too_much() -> HttpResponse:
    """The page of a 413, made in the same way."""
    return HttpResponse(loader.get_template("413.html").render(), status=413)


def server_error(request: HttpRequest) -> HttpResponse:
    """503 and "try again" while the database is away, which mends itself; 507 when the disk is full; 500 for what nobody expected."""
    problem = sys.exc_info()[1]
    if is_no_room(problem):
        return HttpResponse(loader.get_template("507.html").render(), status=507, headers={"Cache-Control": "no-store"})
    if not database_is_away(problem):
        return defaults.server_error(request)
    headers = {"Retry-After": TRY_AGAIN_SECONDS, "Cache-Control": "no-store"}
    return HttpResponse(loader.get_template("503.html").render(), status=503, headers=headers)


def database_is_away(problem: BaseException | None) -> bool:
    """Tell a database that cannot be reached from one that refused a statement."""
    if not isinstance(problem, OperationalError | InterfaceError):
        return False
    code = _state_of(problem)
    return code is None or code.startswith(AWAY)


def _state_of(problem: BaseException) -> str | None:
    """What the database calls a refusal of its own."""
    return getattr(problem.__cause__, "sqlstate", None)


class DomainErrors:
    """Turns the kernel's errors into pages, so that a view need not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand on; an address or a form with a NUL byte, which no database text can hold, is refused here for every page."""
        if "%00" in request.META.get("QUERY_STRING", "") or "\x00" in request.path or _holds_nul(request.POST):
            return unreadable()
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """404 for what may not be known, 403 for what is not allowed, each one line in the log; a lost race leads back with a sentence."""
        if isinstance(problem, NotFound):
            return defaults.page_not_found(request, Http404())
        if isinstance(problem, NotAllowed | PermissionDenied):
            return defaults.permission_denied(request, PermissionDenied())
        if isinstance(problem, WrongState | Conflict) or (request.method == "POST" and _state_of(problem) in TAKEN_BACK):
            messages.error(
                request, _("Somebody was faster: this has changed in the meantime. Nothing was done twice; here is how it stands now.")
            )
            if request.headers.get("HX-Request"):
                return HttpResponse(status=409, headers={"HX-Refresh": "true"})
            return HttpResponseRedirect(_came_from(request), status=303)
        return None


class WrongMethod:
    """Answers who opens what only takes a form (a page that refused one, loaded again) with a page and a way back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The bare answer keeps its status and says which methods are allowed."""
        answer = self.get_response(request)
        if not isinstance(answer, HttpResponseNotAllowed) or request.headers.get("HX-Request"):
            return answer
        answer.content = loader.render_to_string("405.html", {"back": _page_above(request.path_info)}, request).encode()
        return answer


def _page_above(path: str) -> str:
    """The nearest address above this one that is there."""
    parts = path.strip("/").split("/")
    for length in range(len(parts) - 1, 0, -1):
        above = f"/{'/'.join(parts[:length])}"
        for address in (above, f"{above}/"):
            if is_valid_path(address):
                return address
    return "/"


def _holds_nul(form: QueryDict) -> bool:
    return any("\x00" in value for _name, values in form.lists() for value in values)


def _came_from(request: HttpRequest) -> str:
    referer = request.headers.get("Referer", "")
    if referer and url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure()):
        parts = urlsplit(referer)
        if parts.path != request.path:
            return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return "/"
