"""A run from its file to its report."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from goodword.imports import actions, queries
from goodword.imports.access import may_bring
from goodword.imports.actions.report import report_lines
from goodword.imports.forms import MappingForm, ReadingForm, UploadForm
from goodword.imports.kinds import KINDS
from goodword.imports.models import ImportRun
from goodword.imports.tables import runs_table, sheet
from goodword.imports.views.edge import actor, importers_only, run_or_404
from goodword.imports.views.shown import run_context
from goodword.kernel import clock
from goodword.kernel.errors import Conflict, WrongState
from goodword.kernel.refusal import Refused
from goodword.ui import exports, pages


@require_safe
@importers_only
def index(request: HttpRequest) -> HttpResponseBase:
    """Every list that was brought in, newest first."""
    if exports.wanted(request) and (file := exports.answer(request, sheet(request), at=clock.now())):
        return file
    context = {"table": runs_table(request), "unknown": queries.count_unknown()}
    return pages.page_or_fragment(request, "imports/list.html", "list", context)


@importers_only
def upload(request: HttpRequest) -> HttpResponse:
    """Choose what to bring in, and the file."""
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        sources=queries.sources(),
        kinds=[kind for kind in KINDS if may_bring(request.user, kind)],
        initial={"kind": request.GET.get("kind", "accounts")},
    )
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            stored, size = actions.store(file.chunks())
        except Conflict as problem:
            form.add_error("file", str(problem))
        else:
            run = actions.begin_run(
                kind=form.cleaned_data["kind"],
                source=form.cleaned_data["source"],
                file_name=file.name,
                stored_as=stored,
                size=size,
                by=actor(request),
                at=clock.now(),
            )
            return redirect("imports:run", run.pk)
    return render(request, "imports/upload.html", {"form": form}, status=422 if form.is_bound else 200)


@require_GET
@importers_only
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One run: being prepared, under way, or what came of it."""
    run = run_or_404(request, pk)
    return pages.page_or_fragment(request, "imports/run.html", "run", run_context(request, run))


@require_POST
@importers_only
def read_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the file as somebody says."""
    run = run_or_404(request, pk)
    form = ReadingForm(request.POST, run=run)
    if not form.is_valid():
        return render(request, "imports/run.html", run_context(request, run, reading=form), status=422)
    actions.correct(run, chosen=form.chosen(), by=actor(request), at=clock.now())
    return redirect("imports:run", pk)


@require_POST
@importers_only
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the mapping and hand the run to the worker: to be tried, or brought in."""
    run = run_or_404(request, pk)
    form = MappingForm(request.POST, run=run)
    if "mapped" in request.POST and not form.is_valid():
        return render(request, "imports/run.html", run_context(request, run, mapping=form), status=422)
    try:
        if "mapped" in request.POST:
            run = actions.map_columns(run, mapping=form.mapping(), scale=form.scale(), by=actor(request), at=clock.now())
        counted = form.counted() if "mapped" in request.POST else None
        actions.start(run, dry="dry" in request.POST, past_asks=counted, by=actor(request), at=clock.now())
    except Conflict as problem:
        pages.refused(request, str(problem))
    except WrongState:
        pages.refused(request, _("This list is on its way already."))
    return redirect("imports:run", pk)


@require_POST
@importers_only
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop at the next portion; what was taken stays."""
    actions.request_stop(run_or_404(request, pk), by=actor(request), at=clock.now())
    return redirect("imports:run", pk)


@require_POST
@importers_only
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the whole import taken back, but for what somebody touched since."""
    asked = actions.ask_undo(run_or_404(request, pk), by=actor(request), at=clock.now())
    if isinstance(asked, Refused):
        pages.refused(request, asked.words)
    return redirect("imports:run", pk)


@require_GET
@importers_only
def report(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The rows that were not taken, as CSV."""
    run = run_or_404(request, pk)
    response = StreamingHttpResponse(report_lines(run), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file_name(run)}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_GET
@importers_only
def changes(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Every field that changes with its old and its new value, and every new row, as CSV."""
    run = run_or_404(request, pk)
    path = actions.path_of_changes(run)
    if not path.exists():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=file_name(run, "changes"), content_type="text/csv; charset=utf-8")


def file_name(run: ImportRun, what: str = "not-taken") -> str:
    """The name of a download: the file's, in plain letters, and what is in it."""
    stem = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_") else "-" for sign in run.file_name.rsplit(".", 1)[0])
    return f"{stem[:80] or 'import'}-{what}.csv"
