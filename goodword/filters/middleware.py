"""Where a list is opened without any filter, the reader's usual one is put on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from goodword.filters import queries
from goodword.filters.kinds import BY_ADDRESS
from goodword.people.models import User


class UsualFilters:
    """Leads to the usual filter; what was read for it is kept for the menu of the same page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Stand before the views."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponseBase | None:
        """Redirect once, where there is a usual filter."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        code = BY_ADDRESS.get(name)
        if code is None or request.method != "GET" or request.META.get("QUERY_STRING") or not isinstance(request.user, User):
            return None
        rows = queries.of_list(request.user, code)
        queries.KEPT.put(request, rows)
        usual = next((row for row in rows if row.is_usual), None)
        return redirect(queries.address_of(code, usual.query, name=name)) if usual else None
