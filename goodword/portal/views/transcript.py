"""The customer's page of a transcript, by a link of its own: each correction is kept at once; at the end sent back, or approved."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from goodword.kernel.errors import Conflict, NotAllowed, NotFound, WrongState
from goodword.kernel.references import parse_key
from goodword.kernel.refusal import Refused
from goodword.links.actions import Purpose
from goodword.portal.forms import as_typed
from goodword.portal.forms.transcript import ReadForm, TurnForm
from goodword.portal.queries.transcript import PER_PAGE, is_read_here, said_in, transcript_page
from goodword.portal.views.edge import OK, REFUSED, Called, for_holder
from goodword.stories import actions
from goodword.stories.queries.by_link import transcript_by_link
from goodword.ui import pages

ANSWERS: Final = ("approve", "return")


@for_holder(Purpose.TRANSCRIPT, transcript_by_link)
def transcript(request: HttpRequest, called: Called[Any]) -> HttpResponse:
    """Read it, correct it, answer. A correction is a POST of its own, so nothing is lost by leaving."""
    called.seen(request)
    if request.method != "POST":
        return _show(request, called)
    return _correct(request, called) if "turn" in request.POST else _answer(request, called)


def _correct(request: HttpRequest, called: Called[Any]) -> HttpResponse:
    form = TurnForm(request.POST)
    if not form.is_valid():
        return _show(request, called, turn_form=form, status=REFUSED)
    said = form.cleaned_data
    try:
        done = actions.correct_turn(
            called.about, said["turn"], words=as_typed(said["words"]), seen=said["seen"], by=called.by, at=called.at
        )
    except (WrongState, NotAllowed, NotFound):
        return _show(request, called, typed=said["words"], status=REFUSED)
    except Conflict:
        form.add_error("words", _("This passage has been changed by us in the meantime. What you typed is still here."))
        return _show(request, called, turn_form=form, status=REFUSED)
    if isinstance(done, Refused):
        form.add_error("words", done.words)
        return _show(request, called, turn_form=form, status=REFUSED)
    return redirect(f"{pages.link(request, turn=None)}#turn-{said['turn']}")


def _answer(request: HttpRequest, called: Called[Any]) -> HttpResponse:
    form = ReadForm(request.POST)
    answer = request.POST.get("answer")
    if not form.is_valid() or answer not in ANSWERS:
        return _show(request, called, read_form=form, status=REFUSED)
    said: dict[str, Any] = {"by": called.by, "at": called.at}
    try:
        done = (
            actions.approve_transcript(called.about, name=form.cleaned_data["name"], **said)
            if answer == "approve"
            else actions.return_transcript(called.about, remark=as_typed(form.cleaned_data["remark"]), **said)
        )
    except (WrongState, NotAllowed, NotFound):
        return _show(request, called, typed=form.cleaned_data["remark"], status=REFUSED)
    if isinstance(done, Refused):
        for reason in done.reasons:
            form.add_error(reason.code, reason.words)
        return _show(request, called, read_form=form, status=REFUSED)
    return redirect("portal:transcript", called.token)


def _show(
    request: HttpRequest,
    called: Called[Any],
    *,
    turn_form: TurnForm | None = None,
    read_form: ReadForm | None = None,
    typed: str = "",
    status: int = OK,
) -> HttpResponse:
    row = transcript_by_link(called.link)
    turns = row.turns.filter(redline__isnull=False) if request.GET.get("view") == "corrected" else row.turns.all()
    found = pages.paged(request, turns if is_read_here(row) else row.turns.none(), per_page=PER_PAGE)
    page = transcript_page(row, called.reader, yours_until=called.link.expires_at)
    editing = parse_key(str(turn_form.data.get("turn", "")) if turn_form is not None else request.GET.get("turn", ""))
    context = {
        "page": page,
        "found": found,
        "turns": said_in(found.rows),
        "editing": editing if page.may_answer else None,
        "turn_form": turn_form,
        "form": read_form or ReadForm(initial={"name": called.reader.name}),
        "token": called.token,
        "typed": typed,
        "only_corrected": request.GET.get("view") == "corrected",
        "everything": request.GET.get("view") != "corrected",
        "here": pages.link(request, turn=None),
    }
    return render(request, "portal/transcript.html", context, status=status)
