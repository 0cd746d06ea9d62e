"""The page of one story; `?do=stop` opens the form of a verb."""

from copy import copy
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.comments.actions import add
from goodword.comments.forms import unsaid
from goodword.kernel.clock import now
from goodword.kernel.references import parse_key
from goodword.kernel.refusal import Refused
from goodword.people.queries import today
from goodword.people.views.edge import actor, announce, attempt, reader
from goodword.playbooks.forms import AssignForm, WordsForm
from goodword.stories import access, actions
from goodword.stories.forms import BriefForm, PartForm, ReasonForm, StopForm
from goodword.stories.models import Story
from goodword.stories.queries.page import page_of
from goodword.stories.tables import badge_of
from goodword.stories.views.edge import load_story, story_url
from goodword.ui import pages
from goodword.ui.pieces import Crumb


@require_safe
def page(request: HttpRequest, number: int) -> HttpResponse:
    """One story."""
    return show(request, load_story(request, number), do=request.GET.get("do", ""), step=parse_key(request.GET.get("step", "")))


def show(request: HttpRequest, row: Story, *, do: str = "", step: int | None = None, status: int = 200, **more: Any) -> HttpResponse:
    """Draw it, with the form of stopping, or of a part, when it is open to the reader."""
    user = reader(request)
    context = {**page_of(row, reader=user, at=now()), "badge": badge_of(row), **more}
    if do == "stop" and access.may(user, "stop", row):
        context.setdefault("stop_form", StopForm())
    if context["may_assign"]:
        context.setdefault("part_form", PartForm())
    if step is not None and context["run"]:
        context = {"step_open": step, "step_form": WordsForm(), "assign_form": AssignForm(), **context}
    return pages.page_or_fragment(request, "stories/story.html", "whole", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def brief(request: HttpRequest, number: int) -> HttpResponse:
    """Write the brief; what somebody else changed meanwhile is not written over."""
    row = load_story(request, number)
    if not access.can_edit(reader(request), row, today=today(now())):
        raise PermissionDenied
    form = BriefForm(request.POST if request.method == "POST" else None, row=row)
    if request.method == "POST" and form.is_valid():
        said, version = form.said(), form.cleaned_data["version"]
        done = attempt(lambda: actions.save_brief(row, by=actor(request), at=now(), said=said, version=version))
        if not isinstance(done, Refused):
            pages.said(request, _("Kept."))
            return redirect(story_url(row))
        _mend(form, done, row)
    first = Crumb(label=_("Stories"), url=reverse("stories:list"))
    context = {"row": row, "form": form, "crumbs": [first, Crumb(label=row.reference, url=story_url(row)), Crumb(label=_("Brief"))]}
    return render(request, "stories/brief.html", context, status=422 if form.is_bound else 200)


def _mend(form: BriefForm, refused: Refused, row: Story) -> None:
    """Say why it was not kept; pressed again, it is, for they have read what stands there."""
    field = refused.reasons[0].code if refused.reasons else ""
    form.add_error(field if field in form.fields else None, refused.words or _("This has changed in the meantime."))
    if field == "overtaken":
        row.refresh_from_db()
        data: Any = copy(form.data)
        data["version"] = str(row.version)
        form.data = data


@require_POST
def verb(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """Stop it, take it up again, have a figure looked for, go on without one."""
    row, by, at = load_story(request, number), actor(request), now()
    if name == "reopen":
        announce(request, attempt(lambda: actions.reopen(row, by=by, at=at)), said=_("Open again, as it stood."))
        return redirect(story_url(row))
    if name == "ask-for-metric":
        said = _("Asked. The story waits for the figure, and goes on by itself.")
        announce(request, attempt(lambda: actions.ask_for_metric(row, by=by, at=at)), said=said)
        return redirect(f"{story_url(row)}#metrics")
    if name == "go-on":
        return _go_on(request, row)
    if name != "stop":
        raise Http404
    form = StopForm(request.POST)
    if not form.is_valid():
        return show(request, row, do="stop", status=422, stop_form=form)
    done = attempt(lambda: actions.stop(row, by=by, at=at, reason=form.cleaned_data["words"]))
    announce(request, done, said=_("Stopped. Nothing of it is lost."))
    return redirect(story_url(row))


def _go_on(request: HttpRequest, row: Story) -> HttpResponse:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return show(request, row, status=422, go_on_form=form)
    done = attempt(lambda: actions.go_on_without(row, reason=form.cleaned_data["reason"], by=actor(request), at=now()))
    announce(request, done, said=_("It goes on without a figure."))
    return redirect(story_url(row))


@require_POST
def assign(request: HttpRequest, number: int) -> HttpResponse:
    """Give somebody a part."""
    row, form = load_story(request, number), PartForm(request.POST)
    if not form.is_valid():
        return show(request, row, status=422, part_form=form)
    data = form.cleaned_data
    done = attempt(lambda: actions.assign(row, data["user"], part=data["part"], until_on=data["until_on"], by=actor(request), at=now()))
    if isinstance(done, Refused) and done.reasons:
        form.add_error(done.reasons[0].code if done.reasons[0].code in form.fields else None, done.words)
        return show(request, row, status=422, part_form=form)
    announce(request, done, said=_("%(name)s has a part in it now.") % {"name": data["user"].name})
    return redirect(story_url(row))


@require_POST
def unassign(request: HttpRequest, number: int) -> HttpResponse:
    """Take a part from somebody."""
    row = load_story(request, number)
    who, part = parse_key(request.POST.get("user", "")) or 0, request.POST.get("part", "")
    found = row.people.select_related("user").filter(user=who, part=part).first()
    if found is None:
        return redirect(story_url(row))
    done = attempt(lambda: actions.unassign(row, found.user, part=found.part, by=actor(request), at=now()))
    announce(request, done, said=_("%(name)s has no part in it any more.") % {"name": found.user.name})
    return redirect(story_url(row))


@require_POST
def comment(request: HttpRequest, number: int) -> HttpResponse:
    """Say something about it to colleagues who may know of it."""
    row, text, user = load_story(request, number), request.POST.get("text", ""), reader(request)
    readers, uploads = access.readers_of(row), request.FILES.getlist("files")
    said = add(row, author=user, text=text, at=now(), circle_id=row.circle_id, readers=readers, uploads=uploads)
    if isinstance(said, Refused):
        return show(request, row, status=422, unsaid=unsaid(text, said, may_let_in=False))
    return redirect(f"{story_url(row)}#comment-{said.pk}")
