"""What is refused at the door, before a byte of the body is read: from the headers alone, and a large list from whoever may bring none."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from goodword.imports.access import can_import
from goodword.requests.kinds.kit import MOST_PHOTO_MEGABYTES
from goodword.site.errors import too_much, unreadable

FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")
MEGABYTE: Final = 1024 * 1024
MOST: Final = 4 * MEGABYTE
MOST_OF_A_LIST: Final = 1025 * MEGABYTE  # a file of 1 GB and the fields beside it
LISTS: Final = "/imports/new"
# Where files are added: to a request, a customer, a comment, the promotion plan of an event, what is handed out.
FILES: Final = re.compile(
    r"/files/on/[a-z]+/\d+/|/requests/[^/]+/comments|/customers/\d+/comment/"
    r"|/requests/[^/]+/candidates/\d+/plan|/recruiting/show/[a-z_]+/own"
    r"|/recruiting/[^/]+/comment|/recruiting/registrations/[^/]+/comments"
)
# Where the photo of a speaker kit is sent: by a colleague, or by the customer with their link.
PHOTOS: Final = re.compile(r"/requests/[^/]+/candidates/\d+/kit|(?P<by_link>/r/kit/[^/]+/)")


class Entrance:
    """Stands before everything that reads a form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing larger than its page takes; every page of ours sends its forms as UTF-8, so what says otherwise cannot be read."""
        if _size(request) > _most(request):
            return too_much()
        params = request.content_params or {}
        if request.content_type in FORMS and params.get("charset", "utf-8").lower() != "utf-8":
            return unreadable()
        return self.get_response(request)


class LargeLists:
    """Stands behind the sign-in and before everything that reads a form: a list comes from those who bring lists, files from colleagues.

    A photo comes from customers too, by their link.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Whoever is not signed in is led to the sign-in; for everybody else it is too much."""
        photo = PHOTOS.fullmatch(request.path_info)
        is_for_all = (photo is not None or FILES.fullmatch(request.path_info) is not None) and request.user.is_authenticated
        is_for_guests = photo is not None and photo["by_link"] is not None
        if _size(request) <= MOST or is_for_guests or is_for_all or can_import(request.user):
            return self.get_response(request)
        return too_much() if request.user.is_authenticated else redirect_to_login(request.path)


def _most(request: HttpRequest) -> int:
    if request.path_info == LISTS:
        return MOST_OF_A_LIST
    if PHOTOS.fullmatch(request.path_info):
        return MOST_PHOTO_MEGABYTES * MEGABYTE + MOST
    return settings.FILES_MEGABYTES * MEGABYTE + MOST if FILES.fullmatch(request.path_info) else MOST


def _size(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0  # Django reads nothing then
