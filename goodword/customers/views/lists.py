"""The list of customers."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from goodword.customers import access, sheets, tables
from goodword.customers.views.edge import reader
from goodword.kernel.clock import now
from goodword.ui import exports, pages


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """All customers, searched, filtered and sorted."""
    found = tables.find_customers(request, access.accounts_visible_to(request.user), reader=reader(request))
    if exports.wanted(request) and (file := exports.answer(request, sheets.customers(found.rows, found.total), at=now())):
        return file
    may_create = access.can_create_account(request.user)
    table = tables.customers(request, found, may_change=may_create, may_import=reader(request).is_manager)
    context = {"table": table, "may_create": may_create}
    return pages.page_or_fragment(request, "customers/list.html", "list", context)
