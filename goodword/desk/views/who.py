"""Who to ask: for everybody, which colleague gets a request and who stands in."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from goodword.desk.queries.who import who_to_ask
from goodword.kernel import clock
from goodword.people import access
from goodword.people.models import User
from goodword.people.queries import regions
from goodword.ui import pages


@require_safe
def who(request: HttpRequest) -> HttpResponse:
    """The page; `?q=` looks for a region, country, customer or colleague, `?region=` shows one region."""
    me, words, region = cast("User", request.user), request.GET.get("q", "")[:80], request.GET.get("region", "")
    number = int(region) if region.isascii() and region.isdigit() and len(region) < 7 else None  # noqa: PLR2004 - no program has a million regions
    found = who_to_ask(me, words=words, region_id=number, at=clock.now())
    context = {
        "found": found,
        "q": words,
        "region": number,
        "regions": regions(),
        "may_route": access.can_route(me),
        "may_run": access.can_run_people(me),
    }
    return pages.page_or_fragment(request, "desk/who.html", "answers", context)
