"""The outbox: every mail as a row, readable by operators, less those of circles they are not in."""

from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from goodword.kernel import clock
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.notifications import access, actions, queries, tables
from goodword.notifications.messages.letter import Stale
from goodword.notifications.messages.reasons import reason_words
from goodword.notifications.models import Mail
from goodword.people.models import User
from goodword.people.queries import program
from goodword.ui import exports, pages
from goodword.ui import tables as ui_tables
from goodword.ui.pieces import Crumb


def _reader(request: HttpRequest) -> User:
    user = cast("User", request.user)
    if not access.can_read_outbox(user):
        raise PermissionDenied
    return user


@require_safe
def outbox(request: HttpRequest) -> HttpResponseBase:
    """The list, by state and by words."""
    visible = access.visible_to(_reader(request))
    counts = queries.counts(visible)
    sort = ui_tables.chosen_sort(request, tables.columns(), default="-at")
    rows = queries.outbox(visible, state=request.GET.get("state", ""), words=request.GET.get("q", ""))
    rows = rows.order_by(*sort.order_by)
    if exports.wanted(request) and (file := exports.answer(request, tables.sheet(rows), at=clock.now())):
        return file
    page = pages.paged(request, rows)
    context = {"table": tables.outbox(request, page, sort=sort, counts=counts), "counts": counts}
    return pages.page_or_fragment(request, "notifications/outbox.html", "list", context)


@never_cache
@require_safe
def mail(request: HttpRequest, mail_id: int) -> HttpResponse:
    """One mail as its reader gets it, without the link."""
    return _show(request, _mail(request, mail_id))


def _mail(request: HttpRequest, mail_id: int) -> Mail:
    rows = access.visible_to(_reader(request)).select_related("to_user__region", "to_contact__account__region", "to_registration")
    return get_object_or_404(rows, pk=mail_id)


def _show(request: HttpRequest, row: Mail, *, with_link: bool = False) -> HttpResponse:
    at, user = clock.now(), cast("User", request.user)
    composed = (actions.read_with_link if with_link else actions.read)(row, at=at, by=user)
    title = tables.message_words(row.message)
    context = {
        "mail": row,
        "badge": tables.badge_of(row),
        "title": title,
        "crumbs": [Crumb(label=_("Outbox"), url=reverse("notifications:outbox")), Crumb(label=title)],
        "can_retry": access.can_retry(user, row),
        "composed": None if isinstance(composed, Stale) else composed,
        "why": reason_words(row.error) if row.error else "",
        "unreadable": reason_words(composed.code) if isinstance(composed, Stale) else "",
        "links_shown": program().is_demo,
    }
    return render(request, "notifications/mail_page.html", context)


@never_cache
@require_POST
def link(request: HttpRequest, mail_id: int) -> HttpResponse:
    """The same mail with a fresh link that works: in the demo only."""
    try:
        return _show(request, _mail(request, mail_id), with_link=True)
    except NotAllowed as problem:
        raise PermissionDenied from problem


@require_POST
def retry(request: HttpRequest, mail_id: int) -> HttpResponse:
    """Send a failed mail again."""
    row = _mail(request, mail_id)
    try:
        actions.retry(row, by=_reader(request), at=clock.now())
        pages.said(request, _("The mail is on its way again."))
    except WrongState:
        pages.refused(request, _("This mail is on its way already."))
    return redirect("notifications:mail", row.pk)
