"""Figures of a story: a page of their own each."""

from io import BytesIO
from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.files.kinds import TYPES
from goodword.files.looking import look
from goodword.kernel.clock import now
from goodword.kernel.refusal import Refused, refuse
from goodword.people.queries import today
from goodword.people.views.edge import actor, announce, attempt, reader
from goodword.stories import access, actions
from goodword.stories.forms import MetricForm
from goodword.stories.queries.metrics import form_of, metric_of
from goodword.stories.views.edge import load_story, story_url
from goodword.stories.workbook import read_form
from goodword.ui import pages
from goodword.ui.handing import handed_out
from goodword.ui.pieces import Crumb

LARGEST: Final = 5 * 1024 * 1024


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, number: int, pk: int | None = None) -> HttpResponse:
    """Write a figure down, or correct one."""
    row = load_story(request, number)
    if not access.can_write_metrics(reader(request), row, today=today(now())):
        raise PermissionDenied
    metric = metric_of(row, pk) if pk is not None else None
    if pk is not None and metric is None:
        raise Http404
    form = MetricForm(request.POST if request.method == "POST" else None, row=row, metric=metric)
    if request.method == "POST" and form.is_valid():
        done = attempt(lambda: actions.write_metric(row, form.figures(), by=actor(request), at=now(), metric=metric))
        if not isinstance(done, Refused):
            pages.said(request, _("Kept."))
            return redirect(f"{story_url(row)}#metrics")
        code = done.reasons[0].code if done.reasons else ""
        form.add_error(code if code in form.fields else None, done.words or _("This has changed in the meantime."))
    first = Crumb(label=_("Stories"), url=reverse("stories:list"))
    crumbs = [first, Crumb(label=row.reference, url=story_url(row)), Crumb(label=_("Figure"))]
    context = {"row": row, "metric": metric, "form": form, "crumbs": crumbs}
    return render(request, "stories/metric.html", context, status=422 if form.is_bound else 200)


@require_safe
def form_file(request: HttpRequest, number: int) -> HttpResponseBase:
    """The workbook for the customer, with what is known already in it."""
    row = load_story(request, number)
    return handed_out(BytesIO(form_of(row)), name=f"{row.reference} {_('figures')}.xlsx", content_type=TYPES["xlsx"].content_type)


@require_POST
def take(request: HttpRequest, number: int) -> HttpResponse:
    """Take the figures of a workbook that came back; what could not be read is said by cell, and the rest is kept."""
    row, upload = load_story(request, number), request.FILES.get("file")
    if not access.can_write_metrics(reader(request), row, today=today(now())):
        raise PermissionDenied
    if upload is None or upload.size is None or upload.size > LARGEST:
        pages.refused(request, refuse("file", _("Choose the workbook first; it has 5 MB at most.")))
        return redirect(f"{story_url(row)}#metrics")
    looked = look(upload.name or "", upload)
    if isinstance(looked, Refused) or looked.code != "xlsx":
        pages.refused(request, looked if isinstance(looked, Refused) else refuse("type", _("This is no workbook. Save it as .xlsx.")))
        return redirect(f"{story_url(row)}#metrics")
    upload.seek(0)
    form = read_form(upload.read())
    done = attempt(lambda: actions.take_form(row, form, by=actor(request), at=now()))
    first = Crumb(label=_("Stories"), url=reverse("stories:list"))
    crumbs = [first, Crumb(label=row.reference, url=story_url(row)), Crumb(label=_("Figures that came back"))]
    context = {"row": row, "form": form, "done": done, "refused": isinstance(done, Refused), "crumbs": crumbs}
    return render(request, "stories/form_read.html", context, status=422 if form.faults or isinstance(done, Refused) else 200)


@require_POST
def remove(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Take a figure out."""
    row = load_story(request, number)
    metric = metric_of(row, pk)
    if metric is not None:
        done = attempt(lambda: actions.take_metric_out(metric, by=actor(request), at=now()))
        announce(request, done, said=_("Taken out: %(name)s.") % {"name": metric.name})
    return redirect(f"{story_url(row)}#metrics")
