"""The steps of a story: begun, done, left out, given to somebody; and a newer version of its playbook."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goodword.kernel.actor import Actor
from goodword.kernel.clock import now
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused, refuse
from goodword.people.views.edge import actor, announce, attempt, reader
from goodword.playbooks.actions import preview_move
from goodword.playbooks.forms import AssignForm, WordsForm
from goodword.playbooks.kinds import Playbook
from goodword.playbooks.models import RunStep
from goodword.playbooks.queries import difference
from goodword.stories import access
from goodword.stories.actions import steps as verbs
from goodword.stories.models import Story
from goodword.stories.queries.steps import SUBJECT, newer_version
from goodword.stories.views.edge import load_story, story_url
from goodword.stories.views.page import show
from goodword.ui import pages
from goodword.ui.pieces import Crumb

Do = Callable[..., Any]
_VERBS: Final[dict[str, Do]] = {
    "finish": lambda row, step, words, **on: verbs.finish(row, step, remark=words, **on),
    "force": lambda row, step, words, **on: verbs.finish(row, step, over=words, **on),
    "skip": lambda row, step, words, **on: verbs.skip(row, step, reason=words, **on),
    "remark": lambda row, step, words, **on: verbs.remark(row, step, words=words, **on),
    "reopen": lambda row, step, _words, **on: verbs.open_again(row, step, **on),
    "repeat": lambda row, step, _words, **on: verbs.repeat(row, step, **on),
}
NEEDS_WORDS: Final = ("force", "skip")


@require_POST
def begin(request: HttpRequest, number: int) -> HttpResponse:
    """Begin to make it."""
    row = load_story(request, number)
    done = attempt(lambda: verbs.begin(row, by=actor(request), at=now()))
    announce(request, done, said=_("Begun. The first steps are open; each says whose turn it is."))
    return redirect(f"{story_url(row)}#run")


@require_POST
def step(request: HttpRequest, number: int, pk: int, name: str) -> HttpResponse:
    """One verb of one step; what was typed stays when it is refused."""
    row = load_story(request, number)
    found = get_object_or_404(RunStep, pk=pk, run__subject_kind=SUBJECT, run__subject_id=row.pk)
    if name == "assign":
        return _given(request, row, found)
    if name not in _VERBS:
        raise Http404
    words = request.POST.get("words", "").strip()
    by, at = actor(request), now()
    done = attempt(lambda: _do(name, row, found, words, by=by, at=at))
    if isinstance(done, Refused) and done.reasons:
        form = WordsForm(request.POST, auto_id=f"{name}_%s")
        form.add_error("words" if name in NEEDS_WORDS else None, done.words)
        return show(request, row, step=pk, status=422, step_form=form, step_verb=name)
    announce(request, done, said=_("Kept."))
    return redirect(f"{story_url(row)}#run")


def _do(name: str, row: Story, found: RunStep, words: str, *, by: Actor, at: datetime) -> Any:
    if name == "force" and not words:
        return refuse("reason", _("Say why it goes on without it; whoever looks later reads it."))
    return _VERBS[name](row, found, words, by=by, at=at)


def _given(request: HttpRequest, row: Story, found: RunStep) -> HttpResponse:
    form = AssignForm(request.POST)
    if not form.is_valid():
        return show(request, row, step=found.pk, status=422, assign_form=form)
    user = form.cleaned_data["user"]
    done = attempt(lambda: verbs.give_step(row, found, user, by=actor(request), at=now()))
    announce(request, done, said=_("%(name)s does it now.") % {"name": user.name})
    return redirect(f"{story_url(row)}#run")


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, number: int) -> HttpResponse:
    """Let the story follow the version that holds today, after one has seen what that changes."""
    row, at = load_story(request, number), now()
    if not access.leads(reader(request), row):
        raise NotAllowed
    found = newer_version(row, at=at)
    if found is None:
        pages.said(request, _("It follows the version that holds already."))
        return redirect(story_url(row))
    run, version = found
    if request.method == "POST":
        done = attempt(lambda: verbs.follow_version(row, version, by=actor(request), at=at))
        announce(request, done, said=_("It follows version %(n)s now. What was done stays done.") % {"n": version.number})
        return redirect(f"{story_url(row)}#run")
    crumbs = [Crumb(label=_("Stories"), url=reverse("stories:list")), Crumb(label=row.reference, url=story_url(row))]
    context = {
        "row": row,
        "run": run,
        "version": version,
        "preview": preview_move(run, version),
        "changes": difference(Playbook.from_json(run.version.definition), Playbook.from_json(version.definition)),
        "crumbs": [*crumbs, Crumb(label=_("Newer version"))],
    }
    return render(request, "stories/move.html", context)
