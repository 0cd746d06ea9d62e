"""Files beside a request or a customer: put there, handed out, taken away, brought back."""

from typing import Final

from django.core.files.storage import default_storage
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from goodword.desk import access
from goodword.files import actions
from goodword.files.kinds import TYPES
from goodword.kernel.clock import now
from goodword.kernel.errors import NotAllowed
from goodword.people.views.edge import reader
from goodword.ui import pages
from goodword.ui.handing import handed_out

# How many refused files a message names.
MOST_NAMED: Final = 4


def row_or_404(request: HttpRequest, noun: str, pk: int) -> Model:
    """What is talked about, if the reader may know of it; else there is none."""
    row = access.row_of(reader(request), noun, pk)
    if row is None:
        raise Http404
    return row


@require_POST
def add(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Put files beside a request or a customer; those that are not taken are named with the reason."""
    row, user = row_or_404(request, access.FILED.get(kind, ""), pk), reader(request)
    if not access.may_add(user, row):
        raise NotAllowed
    taken = actions.attach_all(row, uploads=request.FILES.getlist("files"), by=user, at=now(), circle_id=access.circle_of(row))
    if taken.files:
        said = ngettext("%(n)s file is here now.", "%(n)s files are here now.", len(taken.files)) % {"n": len(taken.files)}
        pages.said(request, said)
    if taken.refused.reasons:
        pages.refused(request, _what_was_refused([reason.words for reason in taken.refused.reasons]))
    return redirect(f"{access.page_of(row)}#files")


def _what_was_refused(words: list[str]) -> str:
    """One message however many files there are, or fifty of them would cover the page."""
    more = len(words) - MOST_NAMED
    if more > 0:
        said = ngettext("%(n)s more was not taken either.", "%(n)s more were not taken either.", more) % {"n": more}
        words = [*words[:MOST_NAMED], said]
    return "\n".join(words)


@require_safe
def file(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """Hand a file out, as a download and nothing else."""
    del name  # it stands in the address for people
    row = get_object_or_404(access.files_seen(reader(request)), pk=pk)
    try:
        content = default_storage.open(row.stored_as)
    except FileNotFoundError:
        about = row_or_404(request, row.subject_kind, row.subject_id)
        pages.refused(request, _("%(name)s is not where it was kept. Please tell whoever runs this installation.") % {"name": row.name})
        return redirect(f"{access.page_of(about)}#files")
    return handed_out(content, name=row.name, content_type=TYPES[row.type].content_type)


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file away."""
    row = get_object_or_404(access.files_seen(reader(request)), pk=pk)
    about = row_or_404(request, row.subject_kind, row.subject_id)
    actions.remove(row, about=about, by=reader(request), at=now())
    pages.said(request, _("%(name)s is taken away.") % {"name": row.name}, undo_url=reverse("desk:restore_file", args=[row.pk]))
    return redirect(f"{access.page_of(about)}#files")


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a file back."""
    row = get_object_or_404(access.files_seen(reader(request), removed=True), pk=pk)
    about = row_or_404(request, row.subject_kind, row.subject_id)
    actions.restore(row, about=about, by=reader(request), at=now())
    pages.said(request, _("%(name)s is back.") % {"name": row.name})
    return redirect(f"{access.page_of(about)}#files")
