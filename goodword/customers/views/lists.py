"""The list of customers."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from goodword.customers import access, tables
from goodword.customers.views.edge import reader
from goodword.ui import pages


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All customers, searched, filtered and sorted."""
    table = tables.customers(request, access.accounts_visible_to(request.user), reader=reader(request))
    context = {"table": table, "may_create": access.can_create_account(request.user)}
    return pages.page_or_fragment(request, "customers/list.html", "list", context)
