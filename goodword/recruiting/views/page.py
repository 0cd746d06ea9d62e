"""The page of one nomination; `?do=verb` opens the form of a verb."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from goodword.comments.actions import add
from goodword.comments.forms import unsaid
from goodword.kernel.clock import now
from goodword.kernel.refusal import Refused
from goodword.people.queries import active_people
from goodword.people.views.edge import reader
from goodword.recruiting import access
from goodword.recruiting.forms.steps import AnswerForm, QuestionForm, WhyForm, WithdrawForm
from goodword.recruiting.models import Nomination
from goodword.recruiting.queries.page import page_of
from goodword.recruiting.tables.nominations import badge_of
from goodword.recruiting.views.edge import load_nomination, nomination_url
from goodword.ui import pages

FORMS: dict[str, type[forms.Form]] = {"ask_back": QuestionForm, "answer": AnswerForm, "turn_down": WhyForm, "withdraw": WithdrawForm}

LABELS = {"ask_back": _("Ask"), "answer": _("Send the answer"), "turn_down": _("Turn it down"), "withdraw": _("Withdraw it")}


@dataclass(frozen=True, slots=True)
class Opened:
    """The verb whose form is open, and the form when it came back with words to mend."""

    verb: str = ""
    form: forms.Form | None = None


@require_safe
def page(request: HttpRequest, number: int) -> HttpResponse:
    """One nomination; a draft is gone on with."""
    row = load_nomination(request, number)
    if access.is_draft_of(reader(request), row):
        return redirect("recruiting:briefing", row.number)
    return show(request, row, opened=Opened(request.GET.get("do", "")))


def show(request: HttpRequest, row: Nomination, *, opened: Opened = Opened(), status: int = 200, **more: Any) -> HttpResponse:
    """Draw it, with the form of a verb when one is open to the reader."""
    user = reader(request)
    context = {**page_of(row, reader=user, at=now()), "badge": badge_of(row), **more}
    wanted = opened.verb or ("answer" if access.may_nomination(user, "answer", row) else "")
    if wanted in FORMS and access.may_nomination(user, wanted, row):
        context["panel"] = {
            "form": opened.form or FORMS[wanted](),
            "url": reverse("recruiting:verb", args=[row.number, wanted]),
            "verb": wanted,
            "label": LABELS[wanted],
        }
    return pages.page_or_fragment(request, "recruiting/nomination.html", "whole", context, status=status)


@require_POST
def comment(request: HttpRequest, number: int) -> HttpResponse:
    """Say something about it to colleagues."""
    row, text, user = load_nomination(request, number), request.POST.get("text", ""), reader(request)
    said = add(row, author=user, text=text, at=now(), circle_id=None, readers=active_people(), uploads=request.FILES.getlist("files"))
    if isinstance(said, Refused):
        return show(request, row, status=422, unsaid=unsaid(text, said, may_let_in=False))
    return redirect(f"{nomination_url(row)}#comment-{said.pk}")
