"""The page of one customer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from goodword.comments.actions import add
from goodword.comments.forms import Unsaid, unsaid
from goodword.customers.access import accounts_visible_to
from goodword.customers.models import Account
from goodword.desk.queries.account import account_page, crumbs
from goodword.desk.queries.timeline import timeline
from goodword.kernel.clock import now
from goodword.kernel.refusal import Refused
from goodword.people.queries import today
from goodword.people.views.edge import reader
from goodword.ui import pages


def _load(request: HttpRequest, pk: int) -> Account:
    rows = accounts_visible_to(reader(request)).select_related("parent", "region", "owner", "csm", "member", "member__champion")
    return get_object_or_404(rows, pk=pk)


@require_safe
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """Who they are, how they stand, what was asked of them and by whom."""
    return _show(request, _load(request, pk))


def _show(request: HttpRequest, shown: Account, *, unsaid: Unsaid | None = None, status: int = 200) -> HttpResponse:
    context = {**account_page(shown, reader=reader(request), at=now()), "unsaid": unsaid}
    return pages.page_or_fragment(request, "desk/account.html", "account", context, status=status)


@require_safe
def account_timeline(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that happened with this customer."""
    shown = _load(request, pk)
    items, total = timeline("account", pk, reader=reader(request), today=today(now()), most=500)
    context = {"account": shown, "timeline": items, "total": total, "crumbs": crumbs(shown, getattr(shown, "member", None))}
    return render(request, "desk/account_timeline.html", context)


@require_POST
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Say something about a customer."""
    about, text = _load(request, pk), request.POST.get("text", "")
    said = add(about, author=reader(request), text=text, at=now(), circle_id=None, uploads=request.FILES.getlist("files"))
    if isinstance(said, Refused):
        return _show(request, about, unsaid=unsaid(text, said), status=422)
    if pages.wants_fragment(request):
        return _show(request, about)
    return redirect(f"{reverse('desk:account', args=[pk])}#comment-{said.pk}")
