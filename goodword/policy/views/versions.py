"""The policy in sentences, its versions, what comes with Goodword, and what managers went over."""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodword.kernel import clock
from goodword.kernel.refusal import Refused
from goodword.policy import access, actions, queries
from goodword.policy.explain import describe, efforts, rule_names, weights
from goodword.policy.forms import CallOffForm
from goodword.policy.models import PolicyVersion
from goodword.policy.numbers import SHIPPED, Numbers
from goodword.policy.queries import InForce
from goodword.policy.views.edge import crumbs, managers_only, reader
from goodword.ui import pages
from goodword.ui.pieces import Badge, Crumb

MOST_LISTED: Final = 200


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The policy in force today."""
    return _page(request, queries.in_force(clock.now()).version)


@require_safe
def version(request: HttpRequest, number: int) -> HttpResponse:
    """An earlier version, or one that is still to come."""
    return _page(request, get_object_or_404(access.visible_to(reader(request)), number=number))


@require_safe
def shipped(request: HttpRequest, code: str) -> HttpResponse:
    """Numbers that come with Goodword, compared with those in force."""
    if code not in SHIPPED:
        raise Http404
    now, name = queries.in_force(clock.now()), shipped_names()[code]
    context = {
        "name": name,
        "code": code,
        "sections": describe(SHIPPED[code], now.numbers, queries.called(SHIPPED[code], now.numbers)),
        "weights": [line for line in weights(SHIPPED[code], now.numbers) if line.value],
        "efforts": efforts(SHIPPED[code], now.numbers),
        "in_force": now.version,
        "may_publish": access.can_publish(reader(request)),
        "crumbs": crumbs(Crumb(label=name)),
    }
    return render(request, "policy/shipped.html", context)


@require_safe
def overrides(request: HttpRequest) -> HttpResponse:
    """Who went over which rule, when and why: for those who run the program, without circles they are not in."""
    if not access.can_see_overrides(reader(request)):
        raise Http404
    page = pages.paged(request, queries.overrides_for(reader(request)), per_page=50)
    lines = [(each, rule_names(each.rules)) for each in page.rows]
    context = {"page": page, "lines": lines, "crumbs": crumbs(Crumb(label=_("Overrides")))}
    return pages.page_or_fragment(request, "policy/overrides.html", "rows", context)


@require_safe
@managers_only
def beyond(request: HttpRequest) -> HttpResponse:
    """What is held, and the limits in force would no longer allow."""
    now = queries.in_force(clock.now())
    found = queries.beyond(reader(request), now.numbers, now)
    context = {
        "lines": found[:MOST_LISTED],
        "total": len(found),
        "in_force": now.version,
        "crumbs": crumbs(Crumb(label=_("Beyond the limits"))),
    }
    return render(request, "policy/beyond.html", context)


@require_http_methods(["GET", "POST"])
@managers_only
def call_off(request: HttpRequest, number: int) -> HttpResponse:
    """Let a version that is still to come never hold, with a reason."""
    version, at = get_object_or_404(access.visible_to(reader(request)), number=number), clock.now()
    form = CallOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = actions.call_off(version, note=form.cleaned_data["note"], by=reader(request), at=at)
        if not isinstance(done, Refused):
            said = _("Policy %(number)s will not hold. Policy %(other)s stands in its place, with the numbers from before.")
            pages.said(request, said % {"number": number, "other": done.number})
            return redirect("policy:version", done.number)
        form.add_error(None, done.words)
    back = Crumb(label=str(number), url=reverse("policy:version", args=[number]))
    context = {
        "form": form,
        "version": version,
        "before": queries.version_before(version),
        "crumbs": crumbs(back, Crumb(label=_("Call off"))),
    }
    return render(request, "policy/call_off.html", context, status=422 if form.is_bound else 200)


def shipped_names() -> dict[str, str]:
    """What the numbers that come with Goodword are called."""
    return {"standard": _("Standard, as it comes with Goodword"), "short_notice": _("Short notice, as it comes with Goodword")}


def _page(request: HttpRequest, shown: PolicyVersion) -> HttpResponse:
    me, now = reader(request), queries.in_force(clock.now())
    before = queries.version_before(shown)
    numbers = Numbers.from_json(shown.numbers)
    old = Numbers.from_json(before.numbers) if before else None
    is_in_force, is_to_come = shown.pk == now.version.pk, _is_to_come(shown, now)
    may_publish = access.can_publish(me)
    context = {
        "version": shown,
        "badge": _badge(is_in_force=is_in_force, is_to_come=is_to_come),
        "before": before,
        "sections": describe(numbers, old, queries.called(numbers)),
        "weights": [line for line in weights(numbers, old) if line.value],
        "efforts": efforts(numbers, old),
        "periods": queries.periods(access.visible_to(me)),
        "in_force": now.version,
        "is_in_force": is_in_force,
        "may_call_off": may_publish and is_to_come and queries.version_in_force(shown.effective_from).pk == shown.pk,
        "may_publish": may_publish,
        "may_see_overrides": access.can_see_overrides(me),
        "drafts": access.drafts_visible_to(me).select_related("saved_by")[:10],
        "shipped": shipped_names(),
        "beyond": queries.count_beyond(me, now.numbers, now) if may_publish and is_in_force else 0,
        "crumbs": [] if is_in_force else crumbs(Crumb(label=str(shown.number))),
    }
    return render(request, "policy/policy.html", context)


def _is_to_come(shown: PolicyVersion, now: InForce) -> bool:
    return (shown.effective_from, shown.number) > (now.version.effective_from, now.version.number) and shown.effective_from > now.today


def _badge(*, is_in_force: bool, is_to_come: bool) -> Badge:
    if is_in_force:
        return Badge(word=_("In force"), tone="done")
    return Badge(word=_("To come"), tone="waiting") if is_to_come else Badge(word=_("Earlier"), tone="ended")
