"""Cities, offered while somebody types one, and what is said of one that nobody knows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goodword.customers.queries.city_words import area_name, city_note, offered, said

LONGEST = 120


@require_safe
def offer(request: HttpRequest) -> HttpResponse:
    """Cities that begin with what was typed, as the lines of a list."""
    letters, country = _given(request, "q"), _given(request, "country")
    found = [(each, area_name(each), said(each)) for each in offered(letters, country=country)]
    return render(request, "customers/cities.html", {"found": found})


@require_safe
def note(request: HttpRequest) -> HttpResponse:
    """What stands beside a city that nobody knows, or nothing."""
    words = city_note(city=_given(request, "q"), state=_given(request, "state"), country=_given(request, "country"))
    return HttpResponse(words, content_type="text/plain; charset=utf-8")


def _given(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").replace("\0", "")[:LONGEST]
