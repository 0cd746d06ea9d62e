"""The policy in sentences, its versions, and what managers went over."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodword.kernel import clock
from goodword.people.models import User
from goodword.people.queries import today
from goodword.policy import access, queries
from goodword.policy.explain import describe, efforts, rule_names, weights
from goodword.policy.models import PolicyVersion
from goodword.policy.numbers import Numbers
from goodword.ui import pages
from goodword.ui.pieces import Badge, Crumb


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The policy in force today."""
    return _page(request, queries.version_in_force(today(clock.now())))


@require_safe
def version(request: HttpRequest, number: int) -> HttpResponse:
    """An earlier version, or one that is still to come."""
    return _page(request, get_object_or_404(access.visible_to(_reader(request)), number=number))


@require_safe
def overrides(request: HttpRequest) -> HttpResponse:
    """Who went over which rule, when and why: for those who run the program, without circles they are not in."""
    reader = _reader(request)
    if not access.can_see_overrides(reader):
        raise Http404
    page = pages.paged(request, queries.overrides_for(reader), per_page=50)
    lines = [(each, rule_names(each.rules)) for each in page.rows]
    crumbs = [Crumb(label=_("Policy"), url=reverse("policy:index")), Crumb(label=_("Overrides"))]
    return pages.page_or_fragment(request, "policy/overrides.html", "rows", {"page": page, "lines": lines, "crumbs": crumbs})


def _page(request: HttpRequest, shown: PolicyVersion) -> HttpResponse:
    reader, day = _reader(request), today(clock.now())
    in_force = queries.version_in_force(day)
    before = queries.version_before(shown)
    numbers = Numbers.from_json(shown.numbers)
    old = Numbers.from_json(before.numbers) if before else None
    crumbs = [Crumb(label=_("Policy"), url=reverse("policy:index")), Crumb(label=str(shown.number))]
    context = {
        "version": shown,
        "badge": _badge(shown, in_force),
        "before": before,
        "sections": describe(numbers, old),
        "weights": [line for line in weights(numbers, old) if line.value],
        "efforts": efforts(numbers, old),
        "periods": queries.periods(access.visible_to(reader)),
        "in_force": in_force,
        "is_in_force": shown.pk == in_force.pk,
        "may_see_overrides": access.can_see_overrides(reader),
        "crumbs": [] if shown.pk == in_force.pk else crumbs,
    }
    return render(request, "policy/policy.html", context)


def _badge(shown: PolicyVersion, in_force: PolicyVersion) -> Badge:
    if shown.pk == in_force.pk:
        return Badge(word=_("In force"), tone="done")
    if (shown.effective_from, shown.number) > (in_force.effective_from, in_force.number):
        return Badge(word=_("To come"), tone="waiting")
    return Badge(word=_("Earlier"), tone="ended")


def _reader(request: HttpRequest) -> User:
    return cast("User", request.user)
