"""The menu of saved filters, for the filter bar of every list."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from goodword.filters import queries
from goodword.filters.kinds import BY_ADDRESS
from goodword.people.models import User


def saved(request: HttpRequest) -> dict[str, Any]:
    """The menu of the list that this page is, read only when a filter bar is drawn."""
    match = request.resolver_match
    name = match.view_name if match else ""
    code = BY_ADDRESS.get(name)
    return {"saved_filters": SimpleLazyObject(lambda: _menu(request, code, name))} if code else {}


def _menu(request: HttpRequest, code: str, name: str) -> queries.Menu | None:
    user = request.user
    if not isinstance(user, User):
        return None
    rows = queries.KEPT.of(request)
    return queries.menu(code, queries.of_list(user, code) if rows is None else rows, request.GET, name=name)
