"""As it was decided: the stored decisions of a request, and one of them with all that was known then."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodword.kernel.clock import now
from goodword.people.queries import today
from goodword.people.views.edge import reader
from goodword.requests.queries.decided import decided, decisions_visible_to, line_of
from goodword.requests.queries.judging import labels
from goodword.requests.views.edge import load_request
from goodword.ui import pages
from goodword.ui.pieces import Crumb


@require_safe
def of_request(request: HttpRequest, number: int) -> HttpResponse:
    """Every decision about a request and its candidates, the latest first."""
    row = load_request(request, number)
    page = pages.paged(request, decisions_visible_to(reader(request)).filter(reference_request_id=row.pk))
    context = {
        "row": row,
        "page": page,
        "lines": [line_of(each) for each in page.rows],
        "crumbs": [
            Crumb(label=_("Requests"), url=reverse("requests:list")),
            Crumb(label=row.number, url=reverse("requests:request", args=[row.pk])),
            Crumb(label=_("As it was decided")),
        ],
    }
    return pages.page_or_fragment(request, "requests/decisions.html", "rows", context)


@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision: its version, its facts and its verdicts, as they were then."""
    decision = get_object_or_404(decisions_visible_to(reader(request)), pk=pk)
    row = load_request(request, decision.reference_request_id or 0)
    context = {
        "row": row,
        "shown": decided(decision, labels(), today=today(now())),
        "crumbs": [
            Crumb(label=_("Requests"), url=reverse("requests:list")),
            Crumb(label=row.number, url=reverse("requests:request", args=[row.pk])),
            Crumb(label=_("As it was decided"), url=reverse("requests:decisions", args=[row.pk])),
        ],
    }
    return render(request, "requests/decision.html", context)
