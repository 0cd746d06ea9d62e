"""The queue of registrations, and what is done with several at once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final

from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.references import parse_key
from goodword.kernel.refusal import Refused
from goodword.people.queries import today as program_day
from goodword.people.views.edge import reader
from goodword.recruiting import access
from goodword.recruiting.actions import deciding
from goodword.recruiting.actions.team import ask_team
from goodword.recruiting.kinds import PublicProgram
from goodword.recruiting.models import Registration
from goodword.recruiting.queries.reviewing import Bunch, bunch_named, bunches, is_overdue, with_review, without_bunches
from goodword.recruiting.states import REGISTRATION_OPEN
from goodword.recruiting.tables.registrations import COLUMNS, narrowed, queue_sheet, queue_table
from goodword.ui import exports, pages, tables

MOST_AT_ONCE: Final = 2000
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@require_safe
def registrations(request: HttpRequest) -> HttpResponseBase:
    """What waits, by program; what came in a bunch from one network is one line."""
    me, at = reader(request), clock.now()
    today, visible = program_day(at), access.registrations_visible_to(me)
    found, folded = _shown(request, visible, today=today)
    sort = tables.chosen_sort(request, COLUMNS, default="due")
    if exports.wanted(request) and (file := exports.answer(request, queue_sheet(with_review(found), sort=sort, today=today), at=at)):
        return file
    program = request.GET.get("program", "")
    among = visible.filter(program=program) if program in PublicProgram.values else visible
    may_review = access.reviews_something(me)
    context = {
        "tab": "registrations",
        "may_share": bool(access.programs_run_by(me)),
        "table": queue_table(request, with_review(found), among=among, sort=sort, today=today, may_review=may_review),
        "programs": _programs(request, visible),
        "bunches": [(each, pages.link(request, bunch=each.key)) for each in folded] if may_review else [],
        "in_bunch": bool(request.GET.get("bunch")),
        "all_url": pages.link(request, bunch=None),
        "bunch_url": f"{reverse('recruiting:many_registrations')}?{request.GET.urlencode()}",
        "overdue": among.filter(is_overdue(today)).count(),
    }
    return pages.page_or_fragment(request, "recruiting/registrations.html", "list", context)


@require_POST
def many(request: HttpRequest) -> HttpResponse:
    """Ask the teams of several, set several aside, or take that back."""
    me, at, what = reader(request), clock.now(), request.POST.get("what", "")
    by, visible = Actor.person(me), access.registrations_visible_to(me)
    keys = [key for text in request.POST.getlist("id") if (key := parse_key(text)) is not None]
    bunch = bunch_named(request.POST.get("bunch", ""))
    rows = visible.filter(pk__in=keys)
    if request.POST.get("scope") == "all":
        rows, _folded = _shown(request, visible, today=program_day(at))
    elif bunch is not None:
        rows = visible.filter(bunch)
    some = [each for each in rows.order_by("pk")[:MOST_AT_ONCE] if access.can_review_registration(me, each)]
    if not some:
        pages.refused(request, _("Choose some first."))
    elif what == "ask":
        _tell_asked(request, ask_team(some, by=by, at=at))
    elif what == "discard":
        n = deciding.discard(some, by=by, at=at)
        words = ngettext("%(n)s is set aside. Nobody is written to.", "%(n)s are set aside. Nobody is written to.", n)
        pages.said(request, words % {"n": n}, undo_url=reverse("recruiting:undo_discard", args=[(at - EPOCH) // timedelta(microseconds=1)]))
    return redirect(_back(request))


@require_POST
def undo_discard(request: HttpRequest, moment: int) -> HttpResponse:
    """Bring back everything that this person set aside in one go."""
    me, at = reader(request), clock.now()
    since = list(access.set_aside_by(me, moment=moment)[:MOST_AT_ONCE])
    if not since:
        raise Http404
    n = deciding.reopen(since, by=Actor.person(me), at=at)
    pages.said(request, ngettext("%(n)s is back.", "%(n)s are back.", n) % {"n": n})
    return redirect("recruiting:registrations")


def _shown(request: HttpRequest, visible: QuerySet[Registration], *, today: date) -> tuple[QuerySet[Registration], list[Bunch]]:
    """What the address asks for, without what is folded; or what is in one of the folds."""
    rows = narrowed(request, visible, today=today)
    asked = bunch_named(request.GET.get("bunch", ""))
    if asked is not None:
        return rows.filter(asked), []
    folded = bunches(rows)
    return without_bunches(rows, folded), folded


def _programs(request: HttpRequest, visible: QuerySet[Registration]) -> list[tuple[str, str, bool, int]]:
    counts = dict(visible.filter(state__in=REGISTRATION_OPEN).order_by().values_list("program").annotate(n=Count("pk")))
    now = request.GET.get("program", "")
    everything = (_("All programs"), pages.link(request, program=None, bunch=None), now not in PublicProgram.values, sum(counts.values()))
    each = [
        (str(program.label), pages.link(request, program=program.value, bunch=None), now == program, counts.get(program.value, 0))
        for program in PublicProgram
    ]
    return [everything, *each]


def _tell_asked(request: HttpRequest, done: int | Refused) -> None:
    if isinstance(done, Refused):
        pages.refused(request, done)
    else:
        pages.said(request, ngettext("%(n)s colleague is asked by mail.", "%(n)s colleagues are asked by mail.", done) % {"n": done})


def _back(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("bunch", None)
    written = query.urlencode()
    return reverse("recruiting:registrations") + (f"?{written}" if written else "")
