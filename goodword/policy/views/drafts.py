"""Drafts of the policy: begin one, write it, look at what it changes, throw it away, put it in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.kernel import clock
from goodword.kernel.references import parse_key
from goodword.kernel.refusal import Refused
from goodword.people.queries import today
from goodword.policy import access, actions, queries
from goodword.policy.explain.gaps import Group, changes_in
from goodword.policy.explain.pages import groups
from goodword.policy.explain.values import values_of
from goodword.policy.forms import DraftForm, PublishForm, StartForm
from goodword.policy.models import PolicyDraft, PolicyVersion
from goodword.policy.numbers import SHIPPED, Numbers
from goodword.policy.queries import InForce
from goodword.policy.views.edge import crumbs, managers_only, reader
from goodword.policy.views.replayed import latest_of
from goodword.policy.views.versions import shipped_names
from goodword.ui import pages
from goodword.ui.pieces import Badge, Crumb


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A draft with what it is compared with, and the sentences that it is written in."""

    draft: PolicyDraft
    now: InForce
    numbers: Numbers
    groups: tuple[Group, ...]


@require_http_methods(["GET", "POST"])
@managers_only
def index(request: HttpRequest) -> HttpResponse:
    """The drafts there are, and where to begin another; `?from=short_notice` or `?from=3` chooses the numbers."""
    now = queries.in_force(clock.now())
    versions = {str(each.number): each for each in access.visible_to(reader(request))}
    offered = {number: _version_words(each, now) for number, each in versions.items()} | shipped_names()
    asked = request.GET.get("from", "")
    start = {"begin": asked if asked in offered else str(now.version.number)}
    form = StartForm(request.POST or None, offered=offered, initial=start)
    if request.method == "POST" and form.is_valid():
        begin = form.cleaned_data["begin"]
        draft = actions.start_draft(
            name=form.cleaned_data["name"],
            base=versions.get(begin),
            shipped=begin if begin in SHIPPED else "",
            by=reader(request),
            at=now.at,
        )
        return redirect("policy:draft", draft.pk)
    drafts = access.drafts_visible_to(reader(request)).select_related("saved_by", "base")
    context = {"form": form, "drafts": drafts, "shipped": shipped_names(), "crumbs": crumbs(Crumb(label=_("Drafts")))}
    return render(request, "policy/drafts.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@managers_only
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """One draft: every number in its sentence, beside what holds today. htmx posts it whenever something changes."""
    found = _load(request, pk)
    if request.method == "POST":
        form = DraftForm(request.POST, groups=found.groups, numbers=found.numbers)
        done = _save(request, found, form) if form.is_valid() else None
        if isinstance(done, PolicyDraft):
            if pages.wants_fragment(request):
                return _written(request, _load(request, done.pk), form)
            return _after_saving(request, done)
        return _written(request, found, form, overtaken=done.words if isinstance(done, Refused) else "")
    initial = {"edition": found.draft.edition, "name": found.draft.name, "starts_on": found.draft.starts_on, "note": found.draft.note}
    return _written(request, found, DraftForm(groups=found.groups, numbers=found.numbers, initial=initial))


@require_safe
@managers_only
def effect(request: HttpRequest, pk: int) -> HttpResponse:
    """What a draft changes today: whom it leaves free, as a part of its page or as a page of its own."""
    found = _load(request, pk)
    context = {
        "draft": found.draft,
        "in_force": found.now.version,
        "effects": queries.effects(found.numbers, found.now),
        "crumbs": crumbs(Crumb(label=found.draft.name, url=_url(found.draft)), Crumb(label=_("What it changes today"))),
    }
    return pages.page_or_fragment(request, "policy/effect.html", "figures", context)


@require_http_methods(["GET", "POST"])
@managers_only
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """The last look before a draft is put in force: what changes, from when on, and why."""
    found = _load(request, pk)
    day = found.draft.starts_on or found.now.fiscal.quarter_of(found.now.today).end
    initial = {"edition": found.draft.edition, "starts_on": day, "note": found.draft.note}
    form = PublishForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        done = actions.publish_draft(
            pk, starts_on=data["starts_on"], note=data["note"], edition=data["edition"], by=reader(request), at=found.now.at
        )
        if isinstance(done, PolicyVersion):
            _published(request, done, at=found.now.at)
            return redirect("policy:version", done.number)
        beside = {"policy.past": "starts_on", "policy.same": "starts_on", "policy.note": "note"}
        form.add_error(beside.get(done.reasons[0].code), done.words)
    context = {
        "form": form,
        "draft": found.draft,
        "in_force": found.now.version,
        "changes": _changes(found, found.numbers),
        "effects": queries.effects(found.numbers, found.now),
        "beyond": queries.count_beyond(reader(request), found.numbers, found.now),
        "crumbs": crumbs(Crumb(label=found.draft.name, url=_url(found.draft)), Crumb(label=_("Put in force"))),
    }
    return render(request, "policy/publish.html", context, status=422 if form.is_bound else 200)


@require_POST
@managers_only
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away; the toast takes it back."""
    actions.discard_draft(pk, by=reader(request), at=clock.now())
    pages.said(request, _("The draft is gone. Nothing in force has changed."), undo_url=reverse("policy:restore_draft", args=[pk]))
    return redirect("policy:index")


@require_POST
@managers_only
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a draft back."""
    actions.restore_draft(pk, by=reader(request), at=clock.now())
    return redirect("policy:draft", pk)


def _load(request: HttpRequest, pk: int) -> _Loaded:
    found = get_object_or_404(access.drafts_visible_to(reader(request)).select_related("saved_by", "base"), pk=pk)
    now = queries.in_force(clock.now())
    numbers = Numbers.from_json(found.numbers)
    return _Loaded(found, now, numbers, groups({*numbers.kinds, *now.numbers.kinds}, queries.named(numbers, now.numbers)))


def _save(request: HttpRequest, found: _Loaded, form: DraftForm) -> PolicyDraft | Refused:
    said, by, at = form.said(), reader(request), found.now.at
    if "copy" in request.POST:
        return actions.copy_draft(said=said, like=found.draft, by=by, at=at)
    over = parse_key(request.POST.get("over", ""))
    return actions.save_draft(found.draft.pk, said=said, edition=over or form.cleaned_data["edition"], by=by, at=at)


def _after_saving(request: HttpRequest, saved: PolicyDraft) -> HttpResponse:
    if request.POST.get("then") == "publish":
        return redirect("policy:publish_draft", saved.pk)
    pages.said(request, _("Saved. Nothing holds before it is put in force."))
    return redirect("policy:draft", saved.pk)


def _written(request: HttpRequest, found: _Loaded, form: DraftForm, *, overtaken: str = "") -> HttpResponse:
    theirs = values_of(found.numbers)
    wrong = form.is_bound and not form.is_valid()
    now = found.numbers if wrong or not form.is_bound else form.numbers
    sections = form.sections(found.now.numbers)
    refreshed = set(request.POST.getlist("shown"))
    context: dict[str, Any] = {
        "form": form,
        "draft": found.draft,
        "sections": sections,
        "refreshed": [line for each in sections for line in each.lines if line.errors or line.changes or line.key in refreshed],
        "in_force": found.now.version,
        "changes": _changes(found, now),
        "overtaken": overtaken,
        "differs": changes_in(found.groups, theirs, values_of(now)) if overtaken else (),
        "is_wrong": wrong,
        "older": found.draft.base if found.draft.base and found.draft.base.pk != found.now.version.pk else None,
        "replayed": latest_of(found.draft, reader(request), today=found.now.today),
        "replay_fields": [("of", f"draft-{found.draft.pk}"), ("period", "last")],
        "next_quarter": found.now.fiscal.quarter_of(found.now.today).end,
        "badge": Badge(word=_("Draft"), tone="moving"),
        "periods": queries.periods(access.visible_to(reader(request))),
        "crumbs": crumbs(Crumb(label=_("Drafts"), url=reverse("policy:drafts")), Crumb(label=found.draft.name)),
    }
    return pages.page_or_fragment(request, "policy/draft.html", "saved", context, status=422 if wrong or overtaken else 200)


def _changes(found: _Loaded, numbers: Numbers) -> tuple[Any, ...]:
    return changes_in(found.groups, values_of(found.now.numbers), values_of(numbers))


def _published(request: HttpRequest, version: PolicyVersion, *, at: datetime) -> None:
    if version.effective_from > today(at):
        pages.said(request, _("Published. Until its day everything stays as it is."))
    else:
        pages.said(request, _("In force. What was decided before keeps the policy that it was decided by."))


def _version_words(version: PolicyVersion, now: InForce) -> str:
    if version.pk == now.version.pk:
        return _("policy %(number)s, %(name)s, in force") % {"number": version.number, "name": version.name}
    return _("policy %(number)s, %(name)s") % {"number": version.number, "name": version.name}


def _url(row: PolicyDraft) -> str:
    return reverse("policy:draft", args=[row.pk])
