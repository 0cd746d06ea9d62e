"""Other numbers over a past period: choose them, wait, look at what would have been different and at the list behind each bar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.kernel import clock
from goodword.kernel.errors import NotFound
from goodword.people.queries import today
from goodword.policy import access, actions, queries
from goodword.policy.forms import LAST_QUARTER, ReplayForm
from goodword.policy.models import PolicyDraft, PolicyReplay, PolicyVersion
from goodword.policy.numbers import SHIPPED, Numbers
from goodword.policy.queries import InForce
from goodword.policy.states import ReplayState
from goodword.policy.tables import lines_table, sheet
from goodword.policy.views.edge import crumbs, managers_only, reader
from goodword.policy.views.replayed import badge_of, card_of, span_of
from goodword.policy.views.versions import shipped_names
from goodword.ui import exports, pages
from goodword.ui.pieces import Crumb

EARLIER: Final = 20
PERCENT: Final = 100


@require_http_methods(["GET", "POST"])
@managers_only
def index(request: HttpRequest) -> HttpResponse:
    """Choose numbers and days, and look at earlier replays; `?of=draft-3` chooses the numbers."""
    now = queries.in_force(clock.now())
    offered = _offered(request, now)
    known = {key for group in offered.values() for key in group}
    asked = request.GET.get("of", "")
    chosen = {"of": asked if asked in known else f"version-{now.version.number}", "period": LAST_QUARTER}
    form = ReplayForm(request.POST or None, offered=offered, now=now, initial=chosen)
    if request.method == "POST" and form.is_valid():
        first, end = form.days()
        numbers = _numbers(request, form.cleaned_data["of"])
        made = actions.start_replay(**numbers, from_on=first, to_on=end, by=reader(request), at=now.at)
        if isinstance(made, PolicyReplay):
            return redirect("policy:replay", made.pk)
        form.add_error(None, made.words)
    earlier = access.replays_visible_to(reader(request)).select_related("started_by")[:EARLIER]
    context = {
        "form": form,
        "earlier": [(each, badge_of(each), span_of(each, today=now.today)) for each in earlier],
        "crumbs": crumbs(Crumb(label=_("Replay"))),
    }
    return render(request, "policy/replays.html", context, status=422 if form.is_bound else 200)


@require_safe
@managers_only
def replay(request: HttpRequest, pk: int) -> HttpResponse:
    """One replay: how far it is, or what it found. htmx asks for it anew until it has ended."""
    found, at = _found(request, pk), clock.now()
    context: dict[str, Any] = {
        "replay": found,
        "badge": badge_of(found),
        "span": span_of(found, today=today(at)),
        "percent": min(PERCENT - 1, PERCENT * found.done // found.total) if found.total else 0,
        "looks_further_back": queries.looks_further_back(Numbers.from_json(found.numbers)),
        "crumbs": _crumbs(found),
        "card": card_of(found, reader(request), today=today(at)) if found.state == ReplayState.DONE else None,
    }
    context["title"] = context["card"].sentence if context["card"] else _title(found)
    return pages.page_or_fragment(request, "policy/replay.html", "replay", context)


@require_safe
@managers_only
def lines(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The list behind the bars, as far as the reader may know of it; also as a file."""
    found, at = _found(request, pk), clock.now()
    if found.state != ReplayState.DONE:
        return redirect("policy:replay", found.pk)
    if exports.wanted(request):
        written = exports.answer(request, sheet(request, found, reader(request), today=today(at)), at=at)
        if written is not None:
            return written
    table = lines_table(request, found, reader(request), today=today(at))
    context = {
        "replay": found,
        "span": span_of(found, today=today(at)),
        "table": table,
        "crumbs": _crumbs(found, Crumb(label=_("Asks"))),
    }
    return pages.page_or_fragment(request, "policy/replay_lines.html", "list", context)


@require_POST
@managers_only
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop waiting for a replay; nothing of it is kept."""
    _done(actions.stop_replay, request, pk)
    return redirect("policy:replay", pk)


@require_POST
@managers_only
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Carry a replay out that was stopped, or did not finish."""
    _done(actions.start_again, request, pk)
    return redirect("policy:replay", pk)


def _done(verb: Any, request: HttpRequest, pk: int) -> None:
    try:
        verb(pk, by=reader(request), at=clock.now())
    except NotFound:
        raise Http404 from None


def _found(request: HttpRequest, pk: int) -> PolicyReplay:
    found = access.replays_visible_to(reader(request)).select_related("started_by", "version", "draft").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _crumbs(found: PolicyReplay, *more: Crumb) -> list[Crumb]:
    here = Crumb(label=found.name, url=reverse("policy:replay", args=[found.pk]) if more else "")
    return crumbs(Crumb(label=_("Replay"), url=reverse("policy:replays")), here, *more)


def _title(found: PolicyReplay) -> str:
    if found.is_working:
        return _("Replaying “%(name)s”") % {"name": found.name}
    return _("“%(name)s” was not replayed") % {"name": found.name}


def _offered(request: HttpRequest, now: InForce) -> Mapping[str, Mapping[str, str]]:
    drafts = access.drafts_visible_to(reader(request))
    versions = access.visible_to(reader(request))
    in_force = _("%(number)s %(name)s, in force")
    return {
        _("Drafts"): {f"draft-{each.pk}": each.name for each in drafts},
        _("Policies"): {
            f"version-{each.number}": in_force % {"number": each.number, "name": each.name} if each == now.version else str(each)
            for each in versions
        },
        _("What comes with Goodword"): {f"shipped-{code}": name for code, name in shipped_names().items()},
    }


def _numbers(request: HttpRequest, chosen: str) -> dict[str, Any]:
    """The numbers that a choice of the form stands for, by the names that the action takes."""
    what, _dash, key = chosen.partition("-")
    if what == "draft":
        draft: PolicyDraft = access.drafts_visible_to(reader(request)).get(pk=key)
        return {"numbers": Numbers.from_json(draft.numbers), "name": draft.name, "draft": draft}
    if what == "version":
        version: PolicyVersion = access.visible_to(reader(request)).get(number=key)
        return {"numbers": Numbers.from_json(version.numbers), "name": str(version), "version": version}
    return {"numbers": SHIPPED[key], "name": shipped_names()[key]}
