"""The playbooks there are, one of them as one reads it, its versions and what differs between two."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodword.kernel.clock import now
from goodword.kernel.references import parse_key
from goodword.people.queries import today
from goodword.people.views.edge import reader
from goodword.playbooks import access
from goodword.playbooks.kinds import SHIPPED, Playbook
from goodword.playbooks.models import PlaybookVersion
from goodword.playbooks.queries import difference, version_in_force, versions_in_force
from goodword.playbooks.queries.words import read_stages
from goodword.playbooks.views.edge import crumbs
from goodword.ui.pieces import Badge, Crumb


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every playbook, as it holds today."""
    user = reader(request)
    standing = versions_in_force(today(now()))
    order = [*SHIPPED, *sorted(set(standing) - set(SHIPPED))]
    drafts = {each.code for each in access.drafts_visible_to(user)}
    lines = [
        {"version": standing[code], "book": Playbook.from_json(standing[code].definition), "has_draft": code in drafts}
        for code in order
        if code in standing
    ]
    return render(request, "playbooks/list.html", {"lines": lines})


@require_safe
def playbook(request: HttpRequest, code: str) -> HttpResponse:
    """The version that holds today."""
    found = version_in_force(code, today(now()))
    if found is None:
        raise Http404
    return _page(request, found)


@require_safe
def version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """An earlier version, or one that is still to come."""
    return _page(request, get_object_or_404(access.visible_to(reader(request)), code=code, number=number))


@require_safe
def changes(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """What differs from the version before, or from the one that is asked for: `?to=2`."""
    rows = access.visible_to(reader(request)).filter(code=code)
    shown = get_object_or_404(rows, number=number)
    asked = parse_key(request.GET.get("to", ""))
    other = rows.filter(number=asked).first() if asked is not None else rows.filter(number__lt=number).order_by("-number").first()
    if other is None:
        raise Http404
    context = {
        "version": shown,
        "other": other,
        "others": rows.exclude(pk=shown.pk).order_by("-number"),
        "changes": difference(Playbook.from_json(other.definition), Playbook.from_json(shown.definition)),
        "crumbs": crumbs(Crumb(label=shown.name, url=reverse("playbooks:playbook", args=[code])), Crumb(label=_("Differences"))),
    }
    return render(request, "playbooks/changes.html", context)


def _page(request: HttpRequest, shown: PlaybookVersion) -> HttpResponse:
    user, day = reader(request), today(now())
    standing = version_in_force(shown.code, day)
    is_in_force = standing is not None and standing.pk == shown.pk
    book = Playbook.from_json(shown.definition)
    context: dict[str, Any] = {
        "version": shown,
        "book": book,
        "stages": read_stages(book),
        "in_force": standing,
        "is_in_force": is_in_force,
        "badge": _badge(is_in_force=is_in_force, is_to_come=shown.effective_from > day),
        "versions": access.visible_to(user).filter(code=shown.code).select_related("published_by").order_by("-number"),
        "drafts": access.drafts_visible_to(user).filter(code=shown.code).select_related("saved_by"),
        "may_change": access.can_change(user),
        "crumbs": crumbs(Crumb(label=shown.name)),
    }
    return render(request, "playbooks/playbook.html", context)


def _badge(*, is_in_force: bool, is_to_come: bool) -> Badge:
    if is_in_force:
        return Badge(word=_("In force"), tone="done")
    return Badge(word=_("To come"), tone="waiting") if is_to_come else Badge(word=_("Earlier"), tone="ended")
