"""What every page may know without asking: the program, and on the sign-in page the demo's one-click entries."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from goodword.kernel import clock
from goodword.people import queries


def frame(request: HttpRequest) -> dict[str, Any]:
    """Lazy values, so that a page pays only for what it shows."""
    return {
        "program": getattr(request, "program", None) or SimpleLazyObject(queries.program),
        "demo_entries": SimpleLazyObject(queries.demo_entries),
        "mail_leaves": settings.GOODWORD_MAIL_CONFIGURED,
        "stood_in_for": SimpleLazyObject(lambda: _stood_in_for(request)),
    }


def _stood_in_for(request: HttpRequest) -> list[Any]:
    user = getattr(request, "user", None)
    return queries.stands_in_for(user, queries.today(clock.now())) if user is not None and user.is_authenticated else []
