"""Who to ask: for everybody, which colleague gets a request and who stands in."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from goodword.desk.queries.who import who_to_ask
from goodword.kernel import clock
from goodword.kernel.text import number_in
from goodword.people import access
from goodword.people.models import User
from goodword.people.queries import regions
from goodword.ui import pages


@require_safe
def who(request: HttpRequest) -> HttpResponse:
    """The page; `?q=` looks for a region, country, customer or colleague, `?region=` shows one region."""
    me, words, region_id = cast("User", request.user), request.GET.get("q", "")[:80], number_in(request.GET.get("region", ""))
    found = who_to_ask(me, words=words, region_id=region_id, at=clock.now())
    context = {
        "found": found,
        "q": words,
        "region": region_id,
        "regions": regions(),
        "may_route": access.can_route(me),
        "may_run": access.can_run_people(me),
    }
    return pages.page_or_fragment(request, "desk/who.html", "answers", context)
