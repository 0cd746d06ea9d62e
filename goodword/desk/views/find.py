"""Find a reference, and compare two or three."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goodword.desk import sheets
from goodword.desk.queries.find import compare_page, find_page, read_search, why_page
from goodword.desk.queries.find.page import clean_address
from goodword.kernel.clock import now
from goodword.people.views.edge import reader
from goodword.ui import exports, pages


@require_safe
def find(request: HttpRequest) -> HttpResponseBase:
    """Who could speak for us: everybody who fits, best first, and why the others cannot."""
    me, at = reader(request), now()
    sought = read_search(request.GET, me)
    if exports.wanted(request) and (file := exports.answer(request, sheets.found(request, sought, reader=me, at=at), at=at)):
        return file
    context = find_page(request, sought, reader=me, at=at)
    answer = pages.page_or_fragment(request, "desk/find.html", "found", context)
    if pages.wants_fragment(request):
        answer["HX-Push-Url"] = clean_address(request)
    return answer


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two or three customers side by side."""
    me = reader(request)
    return render(request, "desk/compare.html", compare_page(request.GET.getlist("id"), read_search(request.GET, me), reader=me, at=now()))


@require_safe
def why(request: HttpRequest, pk: int) -> HttpResponse:
    """Every rule for one customer, with the policy that was used."""
    me = reader(request)
    context = why_page(pk, read_search(request.GET, me), reader=me, at=now())
    if context is None:
        raise Http404
    return pages.page_or_fragment(request, "desk/why.html", "rules", context)
