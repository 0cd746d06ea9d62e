"""A transcript and the customer: sent, called back, corrections decided, approval noted, opened again; what was heard wrong."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goodword.kernel.clock import now
from goodword.kernel.refusal import Refused
from goodword.people.views.edge import actor, announce, attempt
from goodword.stories import actions
from goodword.stories.forms import ApprovalForm, ReasonForm, SendForm, TurnWordsForm
from goodword.stories.models import Story, Transcript
from goodword.stories.queries.redlines import redline_of
from goodword.stories.views.transcripts import find, show


@require_POST
def send(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """To somebody at the customer, by mail with a link of its own."""
    row, transcript = find(request, number, pk)
    form = SendForm(request.POST, row=row)
    said = _("On its way. Nothing is written from it before it is approved.")

    def go(data: dict[str, Any]) -> Any:
        return actions.send_transcript(transcript, **data, **_now(request))

    return _form(request, row, transcript, form, go, said=said, name="send_form")


@require_POST
def call_back(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Take it back; what was corrected meanwhile stays."""
    _row, transcript = find(request, number, pk)
    done = attempt(lambda: actions.call_transcript_back(transcript, **_now(request)))
    announce(request, done, said=_("Called back. What the customer corrected is kept."))
    return redirect(_page(number, pk))


@require_POST
def decide(request: HttpRequest, number: int, pk: int, redline: int) -> HttpResponse:
    """Take one correction, or say why not."""
    _row, transcript = find(request, number, pk)
    found = redline_of(transcript, redline)
    if found is None:
        raise Http404
    takes, answer = request.POST.get("takes") == "yes", request.POST.get("answer", "")
    done = attempt(lambda: actions.decide_redline(found, takes=takes, answer=answer, **_now(request)))
    announce(request, done, said=_("Taken.") if takes else _("Not taken. The customer reads why."))
    return redirect(f"{_page(number, pk)}?view=corrections")


@require_POST
def words(request: HttpRequest, number: int, pk: int, turn: int) -> HttpResponse:
    """Correct what was heard wrong."""
    row, transcript = find(request, number, pk)
    form = TurnWordsForm(request.POST)

    def correct(data: dict[str, Any]) -> Any:
        return actions.correct_words(transcript, turn, **data, **_now(request))

    return _form(request, row, transcript, form, correct, said=_("Corrected."), name="turn_form", turn=turn)


@require_POST
def note(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """The customer approved it elsewhere."""
    row, transcript = find(request, number, pk)
    said = _("Noted, and sealed.")

    def keep(data: dict[str, Any]) -> Any:
        return actions.note_approval(transcript, **data, **_now(request))

    return _form(request, row, transcript, ApprovalForm(request.POST), keep, said=said, name="approval_form")


@require_POST
def open_again(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Break the seal, with the reason."""
    row, transcript = find(request, number, pk)
    said = _("Open again. Nothing taken from it counts as approved any more.")

    def do(data: dict[str, Any]) -> Any:
        return actions.open_transcript_again(transcript, **data, **_now(request))

    return _form(request, row, transcript, ReasonForm(request.POST), do, said=said, name="reason_form")


def _form(
    request: HttpRequest,
    row: Story,
    transcript: Transcript,
    form: Form,
    do: Callable[[dict[str, Any]], Any],
    *,
    said: str,
    name: str,
    turn: int | None = None,
) -> HttpResponse:
    """Do it; what was refused stands beside its field, with what was typed."""
    shown: dict[str, Any] = {name: form, "editing": turn}
    if not form.is_valid():
        return show(request, row, transcript, status=422, **shown)
    done = attempt(lambda: do(form.cleaned_data))
    if isinstance(done, Refused):
        code = done.reasons[0].code if done.reasons else ""
        words_of_it = done.words or _("This has changed in the meantime. What you typed is still here: look at the page once more.")
        form.add_error(code if code in form.fields else None, words_of_it)
        return show(request, row, find(request, row.number, transcript.pk)[1], status=422, **shown)
    announce(request, done, said=said)
    back = _page(row.number, transcript.pk)
    query = request.GET.urlencode()
    return redirect(f"{back}?{query}#turn-{turn}" if turn is not None else back)


def _now(request: HttpRequest) -> dict[str, Any]:
    return {"by": actor(request), "at": now()}


def _page(number: int, pk: int) -> str:
    return reverse("stories:transcript", args=[number, pk])
