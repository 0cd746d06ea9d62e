"""The page of one customer."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goodword.comments.actions import add
from goodword.comments.forms import Unsaid, unsaid
from goodword.comments.queries import shown_of
from goodword.customers.access import accounts_visible_to
from goodword.customers.models import Account, Merge
from goodword.customers.queries.crumbs import crumbs
from goodword.customers.queries.merges import gone_into, names_of_gone, now_at
from goodword.desk.queries.account import account_page
from goodword.desk.queries.timeline import timeline
from goodword.desk.sheets import asked_of
from goodword.kernel.clock import now
from goodword.kernel.refusal import Refused
from goodword.people.queries import today
from goodword.people.views.edge import reader
from goodword.ui import exports, pages
from goodword.ui.tables import files


def _rows(request: HttpRequest) -> QuerySet[Account]:
    return accounts_visible_to(reader(request)).select_related("parent", "region", "owner", "csm", "member__champion", "ledger_summary")


def _load(request: HttpRequest, pk: int) -> Account:
    return get_object_or_404(_rows(request), pk=pk)


def _elsewhere(request: HttpRequest, pk: int, page: str) -> HttpResponse | None:
    """Whoever opens a company that was merged away comes to the one that stays."""
    stays = now_at(Merge.ACCOUNT, pk)
    if stays is None or not accounts_visible_to(reader(request)).exists():
        return None
    name = names_of_gone(Merge.ACCOUNT, [pk]).get(pk, "")
    pages.said(request, _("%(name)s was merged into this customer.") % {"name": name})
    return redirect(page, stays)


@require_safe
def account(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Who they are, how they stand, what was asked of them and by whom."""
    found = _rows(request).filter(pk=pk).first()
    if found is None and (elsewhere := _elsewhere(request, pk, "desk:account")):
        return elsewhere
    shown = found or _load(request, pk)
    if exports.wanted(request) and (file := exports.answer(request, asked_of(shown, reader=reader(request)), at=now())):
        return file
    return _show(request, shown)


def _show(request: HttpRequest, shown: Account, *, unsaid: Unsaid | None = None, status: int = 200) -> HttpResponse:
    said = shown_of(request.GET.get("said", ""))
    page = reverse("desk:account", args=[shown.pk])
    written_out = files(request, 1) if hasattr(shown, "member") else []  # not counted: a member who was never asked has a file of heads
    as_files = [(label, f"{page}?{url.partition('?')[2]}") for label, url in written_out]
    context = {**account_page(shown, reader=reader(request), at=now(), said=said), "unsaid": unsaid, "asked_files": as_files}
    return pages.page_or_fragment(request, "desk/account.html", "account", context, status=status)


@require_safe
def account_timeline(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that happened with this customer."""
    if elsewhere := _elsewhere(request, pk, "desk:account_timeline"):
        return elsewhere
    shown = _load(request, pk)
    also = gone_into(Merge.ACCOUNT, [pk])
    items, total = timeline("account", pk, reader=reader(request), today=today(now()), most=500, also=also)
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
