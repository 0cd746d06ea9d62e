"""What is done to a nomination that was sent: each verb posts here, with the words it needs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from goodword.kernel.actor import Actor
from goodword.kernel.clock import now
from goodword.kernel.refusal import Refused
from goodword.people.views.edge import actor, announce, attempt, reader
from goodword.recruiting import access
from goodword.recruiting.actions import approve as approving
from goodword.recruiting.actions import review
from goodword.recruiting.forms.steps import AnswerForm, QuestionForm, WhyForm, WithdrawForm
from goodword.recruiting.models import Nomination
from goodword.recruiting.views.edge import load_nomination, nomination_url
from goodword.recruiting.views.page import Opened, show


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: what it does with the words typed, what is said afterwards, and its form."""

    do: Callable[[Nomination, str, Actor, datetime], object]
    said: str | Promise
    label: str | Promise
    form: type[forms.Form] | None = None


VERBS: Final[Mapping[str, Verb]] = {
    "take_up": Verb(lambda row, _words, by, at: review.take_up(row, by=by, at=at), _("It is yours now."), _("Take it up")),
    "ask_back": Verb(
        lambda row, words, by, at: review.ask_back(row, question=words, by=by, at=at),
        _("Asked. The answer comes here."),
        _("Ask back"),
        QuestionForm,
    ),
    "answer": Verb(lambda row, words, by, at: review.answer(row, words=words, by=by, at=at), _("Answered."), _("Answer"), AnswerForm),
    "turn_down": Verb(
        lambda row, words, by, at: review.turn_down(row, reason=words, by=by, at=at),
        _("Turned down. The nominator reads why."),
        _("Not now"),
        WhyForm,
    ),
    "withdraw": Verb(
        lambda row, words, by, at: review.withdraw(row, reason=words, by=by, at=at), _("Withdrawn."), _("Withdraw"), WithdrawForm
    ),
    "reopen": Verb(lambda row, _words, by, at: review.reopen(row, by=by, at=at), _("Open again, as it stood."), _("Open again")),
}


@require_POST
def verb(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """Do it, or show the words again with what is wrong beside them."""
    row, found = load_nomination(request, number), VERBS.get(name)
    if found is None:
        raise Http404
    form = found.form(request.POST) if found.form is not None else None
    if form is not None and not form.is_valid():
        if not access.may_nomination(reader(request), name, row):
            announce(request, Refused(()), said="")
            return redirect(nomination_url(row))
        return show(request, row, opened=Opened(name, form), status=422)
    words = str(form.cleaned_data["words"]) if form is not None else ""
    outcome: Any = attempt(lambda: found.do(row, words, actor(request), now()))
    announce(request, outcome, said=str(found.said))
    return redirect(nomination_url(row))


@require_POST
def stop_welcome(request: HttpRequest, number: int) -> HttpResponse:
    """Keep the welcome letter back."""
    row = load_nomination(request, number)
    outcome = attempt(lambda: approving.stop_welcome(row, by=actor(request), at=now()))
    announce(request, outcome, said=str(_("The letter stays here.")))
    return redirect(nomination_url(row))
