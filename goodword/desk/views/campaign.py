"""The page of one campaign."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from goodword.customers.access import campaigns_visible_to
from goodword.desk.queries.campaign import campaign_page
from goodword.kernel.clock import now
from goodword.people.views.edge import reader
from goodword.ui import pages


@require_safe
def campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """What a campaign is, when and where, and who spoke."""
    shown = get_object_or_404(campaigns_visible_to(reader(request)).select_related("region", "on_demand"), pk=pk)
    return pages.page_or_fragment(request, "desk/campaign.html", "account", campaign_page(request, shown, reader=reader(request), at=now()))
