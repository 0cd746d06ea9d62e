"""The page of one deal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from goodword.customers.access import opportunities_visible_to
from goodword.desk.queries.deal import deal_page
from goodword.kernel.clock import now
from goodword.people.views.edge import reader
from goodword.ui import pages


@require_safe
def deal(request: HttpRequest, pk: int) -> HttpResponse:
    """What a deal is about, and the two ways to a customer who may help it."""
    shown = get_object_or_404(opportunities_visible_to(reader(request)).select_related("account__member", "owner"), pk=pk)
    return pages.page_or_fragment(request, "desk/deal.html", "account", deal_page(shown, reader=reader(request), at=now()))
