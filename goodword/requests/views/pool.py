"""The table of customers for an event, or for a request that turns to many: look, sort, narrow down, choose several."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from goodword.customers.access import accounts_visible_to
from goodword.kernel.clock import now
from goodword.kernel.references import parse_key
from goodword.kernel.refusal import Refused
from goodword.people.views.edge import actor, announce, attempt, reader
from goodword.policy.queries import in_force
from goodword.requests import access, actions
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries import table
from goodword.requests.queries.pool_page import context_of
from goodword.ui import exports, pages

# A longer one is not led back to: the table stands without its filters then.
LONGEST_ADDRESS: Final = 2000


def _load(request: HttpRequest, number: int) -> ReferenceRequest:
    row = table.with_ground(access.visible_to(reader(request))).filter(pk=number).first()
    if row is None or not table.has_table(row) or not access.standings(reader(request), row):
        raise Http404
    return row


@require_safe
def pool(request: HttpRequest, number: int) -> HttpResponseBase:
    """Everybody who could be asked, near the place first."""
    row, at = _load(request, number), now()
    ground = table.ground_of(row, now=in_force(at))
    sought = table.read(request.GET, ground)
    if exports.wanted(request) and (file := exports.answer(request, _sheet(ground, sought), at=at)):
        return file
    context = context_of(request, ground, sought, reader=reader(request))
    return pages.page_or_fragment(request, "requests/pool.html", "table", context)


@require_POST
def choose(request: HttpRequest, number: int) -> HttpResponse:
    """Put the ticked customers on the short list."""
    row = _load(request, number)
    keys = [key for key in map(parse_key, request.POST.getlist("account")) if key is not None]
    chosen = list(accounts_visible_to(reader(request)).filter(pk__in=keys))
    outcome = attempt(lambda: actions.put_on_list(row, accounts=chosen, by=actor(request), at=now()))
    if isinstance(outcome, Refused):
        announce(request, outcome, said="")
        back = reverse("requests:pool", args=[row.pk])
        query = request.POST.get("back", "")
        return redirect(f"{back}?{query}" if query and len(query) < LONGEST_ADDRESS else back)
    for refused in outcome.refused:
        announce(request, refused, said="")
    count = len(outcome.candidates)
    said = ngettext("%(n)s customer is on the short list.", "%(n)s customers are on the short list.", count) % {"n": count}
    announce(request, None, said=said if count else "")
    return redirect(f"{reverse('requests:request', args=[row.pk])}#candidates")


def _sheet(ground: table.Ground, sought: table.Sought) -> exports.Sheet:
    """The same lines as a file."""
    found = table.pool(ground, sought)[: table.MOST_IN_FILE]

    def rows() -> Iterator[Sequence[Any]]:
        kept = list(found)
        for start in range(0, len(kept), exports.LINES_AT_ONCE):
            for line in table.lines(kept[start : start + exports.LINES_AT_ONCE], ground):
                yield (
                    line.account.name,
                    line.place,
                    line.km,
                    line.account.owner.name if line.account.owner else "",
                    line.account.csm.name if line.account.csm else "",
                    line.last_asked_on,
                    "; ".join(line.known),
                    line.verdict.title,
                    "; ".join(map(str, line.verdict.reasons)),
                    line.fit.figure,
                )

    heads = [_("Customer"), _("Place"), _("Kilometres"), _("Owner"), _("Success manager"), _("Last asked")]
    heads += [_("Known"), _("May we ask"), _("Why"), _("Fit")]
    return exports.Sheet(name=_("Candidates %(number)s") % {"number": ground.row.number}, heads=heads, total=found.count(), rows=rows)
