"""Global search: the page, and the list that opens while one types."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from goodword.desk.queries.search import FINDERS, LONGEST, search
from goodword.people.views.edge import reader
from goodword.ui.pages import wants_fragment

SHOWN, SHOWN_OF_ONE = 5, 50


@require_safe
def find_anything(request: HttpRequest) -> HttpResponse:
    """What fits the words, grouped; with `only`, one group at length."""
    text, only = request.GET.get("q", "").strip()[: 2 * LONGEST], request.GET.get("only", "")
    only = only if only in FINDERS else ""
    brief = wants_fragment(request)
    most = SHOWN if brief or not only else SHOWN_OF_ONE
    groups = search(text, reader=reader(request), most=most, only=only) if text else []
    hits = [hit for group in groups for hit in group.hits]
    if len(hits) == 1 and not (brief or only) and hits[0].url:  # whoever pressed Enter wants to be there
        return redirect(hits[0].url)
    context = {"q": text, "only": only, "groups": groups, "brief": brief}
    response = render(request, "desk/search.html#found" if brief else "desk/search.html", context)
    patch_vary_headers(response, ["HX-Request-Type"])
    return response
