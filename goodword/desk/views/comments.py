"""What was said about a request or a customer: changed, taken away, brought back; and whom one may mention."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.comments import actions
from goodword.comments.access import can_edit
from goodword.comments.models import Comment
from goodword.comments.queries import as_typed, call_of
from goodword.desk import access
from goodword.desk.views.files import row_or_404
from goodword.kernel.clock import now
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused
from goodword.people.queries import active_people, called
from goodword.people.views.edge import reader
from goodword.ui import pages

MOST_OFFERED = 8


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what one wrote, within a quarter of an hour."""
    at, user = now(), reader(request)
    row = get_object_or_404(access.comments_seen(user), pk=pk)
    about = row_or_404(request, row.subject_kind, row.subject_id)
    page = f"{access.page_of(about)}#comment-{row.pk}"
    if row.author_id != user.pk:
        raise NotAllowed
    if request.method == "POST":
        text = request.POST.get("text", "")
        outcome = actions.edit(row, about=about, by=user, text=text, at=at, readers=access.readers_of(about))
        if not isinstance(outcome, Refused):
            return redirect(page)
        if can_edit(user, row, at=at):
            return render(request, "desk/comment.html", _context(row, page, text=text, why=outcome.words), status=422)
        pages.refused(request, outcome)
        return redirect(page)
    if not can_edit(user, row, at=at):
        pages.refused(request, _("A comment can be changed for fifteen minutes. Take it away, or write another one."))
        return redirect(page)
    return render(request, "desk/comment.html", _context(row, page, text=_typed(row)))


def _typed(row: Comment) -> str:
    people = {each.user_id: each.user for each in row.mentions.select_related("user")}
    return as_typed(row.text, people, everybody=active_people()) if people else row.text


def _context(row: Comment, page: str, *, text: str, why: str = "") -> dict[str, Any]:
    kind = next(kind for kind, noun in access.KINDS.items() if noun == row.subject_kind)
    return {"comment": row, "back": page, "text": text, "why": why, "mentions_url": reverse("desk:mentions", args=[kind, row.subject_id])}


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away what one wrote."""
    row = get_object_or_404(access.comments_seen(reader(request)), pk=pk)
    about = row_or_404(request, row.subject_kind, row.subject_id)
    actions.remove(row, about=about, by=reader(request), at=now())
    pages.said(request, _("Your comment is taken away."), undo_url=reverse("desk:restore_comment", args=[row.pk]))
    return redirect(f"{access.page_of(about)}#{access.place_of(about)}")


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring back what one took away."""
    row = get_object_or_404(access.comments_seen(reader(request), removed=True), pk=pk)
    about = row_or_404(request, row.subject_kind, row.subject_id)
    actions.restore(row, about=about, by=reader(request), at=now())
    pages.said(request, _("Your comment is back."))
    return redirect(f"{access.page_of(about)}#comment-{row.pk}")


@require_safe
def mentions(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Whom one may mention about a row, by the letters typed so far: only who may see it."""
    about = row_or_404(request, access.KINDS.get(kind, ""), pk)
    readers = access.readers_of(about)
    shown = called(readers, text=request.GET.get("q", "")[:100]).exclude(pk=reader(request).pk)[:MOST_OFFERED]
    names = [each.casefold() for each in active_people().values_list("name", flat=True)]
    offered = [(each, call_of(each, alone=names.count(each.name.casefold()) <= 1)) for each in shown]
    return render(request, "desk/mentions.html", {"offered": offered})
