"""The questions of an interview: what is asked, the library, one's own, the order, and how the customer reads them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.kernel.clock import now
from goodword.kernel.refusal import Refused
from goodword.people.queries import today
from goodword.people.views.edge import actor, announce, attempt, reader
from goodword.stories import access, actions
from goodword.stories.forms import QuestionForm
from goodword.stories.models import InterviewQuestion, Story
from goodword.stories.queries.questions import library_for, question_of, questions_of
from goodword.stories.views.edge import load_story, story_url
from goodword.ui.pieces import Crumb


@require_safe
def index(request: HttpRequest, number: int) -> HttpResponse:
    """What is asked, in order; with `?preview` as the customer reads it."""
    row = load_story(request, number)
    context = {
        "row": row,
        "questions": questions_of(row),
        "may_edit": access.can_edit(reader(request), row, today=today(now())),
        "preview": "preview" in request.GET,
        "crumbs": _crumbs(row),
    }
    return render(request, "stories/questions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def library(request: HttpRequest, number: int) -> HttpResponse:
    """Pick from the library."""
    row = _editable(request, number)
    if request.method == "POST":
        picked = request.POST.getlist("question")
        done = attempt(lambda: actions.pick_questions(row, picked, by=actor(request), at=now()))
        n = done if isinstance(done, int) else 0
        announce(request, done, said=ngettext("%(n)s question more.", "%(n)s questions more.", n) % {"n": n})
        return redirect(_page(row))
    context = {"row": row, "shelves": library_for(row), "crumbs": _crumbs(row, _("Library"))}
    return render(request, "stories/question_library.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, number: int, pk: int | None = None) -> HttpResponse:
    """Ask something of one's own, or word a question otherwise."""
    row = _editable(request, number)
    question = _found(row, pk) if pk is not None else None
    form = QuestionForm(request.POST if request.method == "POST" else None, question=question)
    if request.method == "POST" and form.is_valid():
        done = attempt(lambda: actions.write_question(row, form.said(), question=question, by=actor(request), at=now()))
        if not isinstance(done, Refused):
            announce(request, done, said=_("Kept."))
            return redirect(f"{_page(row)}#question-{done.pk}")
        code = done.reasons[0].code if done.reasons else ""
        form.add_error(code if code in form.fields else None, done.words or _("This has changed in the meantime."))
    context = {"row": row, "form": form, "question": question, "crumbs": _crumbs(row, _("Question"))}
    return render(request, "stories/question.html", context, status=422 if form.is_bound else 200)


@require_POST
def move(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """One earlier, or one later."""
    row = load_story(request, number)
    question = _found(row, pk)
    up = request.POST.get("to") == "earlier"
    announce(request, attempt(lambda: actions.move_question(question, up=up, by=actor(request), at=now())), said="")
    return redirect(f"{_page(row)}#question-{pk}")


@require_POST
def remove(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Do not ask it."""
    row = load_story(request, number)
    question = _found(row, pk)
    done: Any = attempt(lambda: actions.take_question_out(question, by=actor(request), at=now()))
    announce(request, done, said=_("Taken out of the interview."))
    return redirect(_page(row))


def _editable(request: HttpRequest, number: int) -> Story:
    row = load_story(request, number)
    if not access.can_edit(reader(request), row, today=today(now())):
        raise PermissionDenied
    return row


def _found(row: Story, pk: int) -> InterviewQuestion:
    question = question_of(row, pk)
    if question is None:
        raise Http404
    return question


def _page(row: Story) -> str:
    return reverse("stories:questions", args=[row.number])


def _crumbs(row: Story, last: str = "") -> list[Crumb]:
    found = [Crumb(label=_("Stories"), url=reverse("stories:list")), Crumb(label=row.reference, url=story_url(row))]
    return [*found, Crumb(label=_("Interview"), url=_page(row)), Crumb(label=last)] if last else [*found, Crumb(label=_("Interview"))]
