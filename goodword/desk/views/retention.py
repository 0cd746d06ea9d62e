"""How long things are kept, as administrators say."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodword.desk.forms import KeepForm
from goodword.desk.queries.retention import going, kept
from goodword.kernel import clock
from goodword.people import actions, queries
from goodword.people.views.edge import administrators_only, reader
from goodword.ui import pages


@administrators_only
@require_http_methods(["GET", "POST"])
def retention(request: HttpRequest) -> HttpResponse:
    """Each kind of data with its time; a shorter one that lets things go tonight is asked about first."""
    at, days = clock.now(), queries.days_kept()
    form = KeepForm(request.POST or None, kept=days)
    more: list[tuple[str, int]] = []
    if request.method == "POST" and form.is_valid():
        wanted = form.days()
        gone = {kind: going(kind, length, at=at) for kind, length in wanted.items()}
        more = [(str(kind.label), gone[kind]) for kind in wanted if gone[kind] > going(kind, days[kind], at=at)]
        if not more or "sure" in request.POST:
            actions.keep_for(wanted, by=reader(request), at=at)
            pages.said(request, _("Saved."))
            return redirect("desk:retention")
    rows = [(each, form[each.kind]) for each in kept(days, at=at)]
    context = {
        "form": form,
        "rows": rows,
        "more": more,
        "timeline": queries.program_timeline(reader=reader(request), verbs=("retention.changed", "retention.swept")),
    }
    return render(request, "desk/retention.html", context, status=422 if form.is_bound else 200)
