"""Drafts of playbooks: begin one, look at it, name it, read it, publish it, throw it away."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.kernel.clock import now
from goodword.kernel.references import parse_key
from goodword.kernel.refusal import Refused
from goodword.people.queries import today
from goodword.people.views.edge import announce, attempt, reader
from goodword.playbooks import access, actions
from goodword.playbooks.actions.drafts import OVERTAKEN
from goodword.playbooks.forms import AboutForm, PublishForm
from goodword.playbooks.kinds import Playbook
from goodword.playbooks.kinds.definition import problems
from goodword.playbooks.models import PlaybookDraft, PlaybookVersion
from goodword.playbooks.queries import difference, latest_version
from goodword.playbooks.queries.words import read_stages
from goodword.playbooks.views.edge import draft_crumbs, load_draft, managers_only
from goodword.ui import pages
from goodword.ui.pieces import Badge, Crumb


@require_POST
@managers_only
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a draft with the version that was looked at, else with the latest."""
    rows = access.visible_to(reader(request)).filter(code=code)
    asked = parse_key(request.POST.get("number", ""))
    base = get_object_or_404(rows, number=asked) if asked is not None else latest_version(code)
    if base is None:
        raise Http404
    return redirect("playbooks:draft", actions.start_draft(base, by=reader(request), at=now()).pk)


@require_safe
@managers_only
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """One draft: its steps in their order, each to be changed, moved or taken out."""
    found, book = load_draft(request, pk)
    base = Playbook.from_json(found.base.definition)
    wrong = problems(book)
    context: dict[str, Any] = {
        "draft": found,
        "book": book,
        "stages": read_stages(book),
        "last": len(book.steps),
        "wrong": wrong,
        "changes": difference(base, book),
        "badge": Badge(word=_("Draft"), tone="moving"),
        "crumbs": draft_crumbs(found),
    }
    return render(request, "playbooks/draft.html", context)


@require_safe
@managers_only
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as colleagues would read it."""
    found, book = load_draft(request, pk)
    here = draft_crumbs(found, Crumb(label=_("As it will be read")))
    context = {"draft": found, "book": book, "stages": read_stages(book), "crumbs": here}
    return render(request, "playbooks/preview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@managers_only
def about(request: HttpRequest, pk: int) -> HttpResponse:
    """What the playbook is called, and what it is for."""
    found, book = load_draft(request, pk)
    initial = {"edition": found.edition, "name": book.name, "about": book.about}
    form = AboutForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = Playbook(form.cleaned_data["name"], form.cleaned_data["about"].strip(), book.steps)
        if kept(request, found, said, form):
            return redirect("playbooks:draft", pk)
    title = _("Name and purpose")
    context = {"draft": found, "form": form, "title": title, "crumbs": draft_crumbs(found, Crumb(label=title))}
    return render(request, "playbooks/form.html", context, status=422 if form.is_bound else 200)


def kept(request: HttpRequest, found: PlaybookDraft, said: Playbook, form: Any) -> bool:
    """Save what was typed. If somebody saved meanwhile, it stays typed, and pressed again it is saved over what it was shown beside."""
    done = attempt(
        lambda: actions.save_draft(found.pk, said, edition=form.cleaned_data["edition"], by=reader(request), at=now())
    )
    if not isinstance(done, Refused):
        pages.said(request, _("Kept in the draft. Nothing holds before it is published."))
        return True
    form.add_error(None, done.words)
    if any(each.code == OVERTAKEN for each in done.reasons):
        data = form.data.copy()
        data["edition"] = str(found.edition)
        form.data = data
    return False


@require_http_methods(["GET", "HEAD", "POST"])
@managers_only
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """The last look before a draft becomes a version: what changes, from when on, and why."""
    found, book = load_draft(request, pk)
    initial = {"edition": found.edition, "starts_on": today(now())}
    form = PublishForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        done = attempt(
            lambda: actions.publish_draft(
                pk, starts_on=data["starts_on"], note=data["note"], edition=data["edition"], by=reader(request), at=now()
            )
        )
        if isinstance(done, PlaybookVersion):
            pages.said(request, _("Published. What runs already keeps the version that it began with, until somebody moves it."))
            return redirect("playbooks:version", done.code, done.number)
        for each in done.reasons:
            form.add_error(each.code if each.code in form.fields else None, each.words)
    latest = latest_version(found.code) or found.base
    context = {
        "draft": found,
        "book": book,
        "form": form,
        "against": latest,
        "changes": difference(Playbook.from_json(latest.definition), book),
        "crumbs": draft_crumbs(found, Crumb(label=_("Publish"))),
    }
    return render(request, "playbooks/publish.html", context, status=422 if form.is_bound else 200)


@require_POST
@managers_only
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away; the toast takes it back."""
    done = attempt(lambda: actions.discard_draft(pk, by=reader(request), at=now()))
    undo = reverse("playbooks:restore", args=[pk])
    announce(request, done, said=_("The draft is gone. Nothing in force has changed."), undo_url=undo)
    return redirect("playbooks:playbook", done.code)


@require_POST
@managers_only
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a draft back."""
    attempt(lambda: actions.restore_draft(pk, by=reader(request), at=now()))
    return redirect("playbooks:draft", pk)
