"""Per request: the program's facts, and the reader's time zone and language."""

from collections.abc import Callable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control

from goodword.people import queries
from goodword.people.models import Program
from goodword.ui.per_request import PerRequest

PROGRAM = PerRequest[Program]("program")
PLAIN_PATHS = ("/healthz", "/readyz", settings.STATIC_URL)


class PlaceAndTongue:
    """Puts `request.program` in place and switches to the reader's zone and language for the time of the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Activate, answer, restore."""
        if request.path.startswith(PLAIN_PATHS):
            return self.get_response(request)
        with queries.program_kept(), queries.only_reads(really=request.method in ("GET", "HEAD")):
            zone, language = getattr(request.user, "time_zone", ""), getattr(request.user, "language", "")
            program = queries.program()  # after the user: it came with them
            PROGRAM.put(request, program)
            with timezone.override(_zone(zone or program.time_zone)), translation.override(_language(language or program.language)):
                return _kept_private(request, self.get_response(request))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _language(code: str) -> str:
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _kept_private(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let no shared cache keep what somebody saw who is signed in; signing out empties the browser's own."""
    if request.user.is_authenticated and not response.has_header("Cache-Control"):
        patch_cache_control(response, private=True, no_cache=True)
    if request.method == "POST" and request.path == reverse("account_logout"):
        response["Clear-Site-Data"] = '"cache", "storage"'
    return response
