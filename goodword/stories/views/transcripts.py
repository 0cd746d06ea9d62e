"""Transcripts of a story: put beside it, read, corrected, taken away."""

from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.files.looking import look
from goodword.kernel.clock import now
from goodword.kernel.references import parse_key
from goodword.kernel.refusal import Refused
from goodword.kernel.transitions import can_move
from goodword.people.queries import today
from goodword.people.views.edge import actor, announce, attempt, reader
from goodword.stories import access, actions
from goodword.stories.forms import ApprovalForm, ReasonForm, SendForm, SpeakerForm, TranscriptForm
from goodword.stories.models import Story, Transcript
from goodword.stories.queries.redlines import is_intact
from goodword.stories.queries.transcripts import PER_PAGE, badge_of, shown_turns, speakers_of, tabs_of, transcript_of, turns_of
from goodword.stories.reading import Problem, ReadTranscript, read_transcript
from goodword.stories.states import TRANSCRIPT_MOVES, TranscriptState
from goodword.stories.views.edge import load_story, story_url
from goodword.ui import pages
from goodword.ui.pieces import Crumb

LARGEST: Final = 5 * 1024 * 1024


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, number: int) -> HttpResponse:
    """Upload a transcript, or paste it."""
    row = load_story(request, number)
    if not access.can_edit(reader(request), row, today=today(now())):
        raise PermissionDenied
    form = TranscriptForm(request.POST, request.FILES, row=row) if request.method == "POST" else TranscriptForm(row=row)
    if request.method == "POST" and form.is_valid():
        found = _read(form)
        title = form.cleaned_data["name"] or getattr(form.cleaned_data["file"], "name", "")
        spoken = form.cleaned_data["language"]
        made = attempt(lambda: actions.add_transcript(row, found, name=title, language=spoken, by=actor(request), at=now()))
        if not isinstance(made, Refused):
            for each in found.problems[:3]:
                pages.said(request, _("Line %(n)s: %(words)s") % {"n": each.line, "words": each.words} if each.line else each.words)
            return redirect("stories:transcript", row.number, made.pk)
        form.add_error("file", made.words or _("This has changed in the meantime."))
    context = {"row": row, "form": form, "crumbs": _crumbs(row, _("Transcript"))}
    return render(request, "stories/add_transcript.html", context, status=422 if form.is_bound else 200)


def _read(form: TranscriptForm) -> ReadTranscript:
    upload = form.cleaned_data["file"]
    if not upload:
        return read_transcript("pasted.md" if "**" in form.cleaned_data["words"] else "pasted.txt", form.cleaned_data["words"].encode())
    if upload.size > LARGEST:
        return ReadTranscript(problems=[Problem(0, _("It is larger than 5 MB. Is it the recording? We need what was said, as text."))])
    if upload.name.lower().endswith(".docx"):
        looked = look(upload.name, upload)
        if isinstance(looked, Refused):
            return ReadTranscript(problems=[Problem(0, looked.words)])
        upload.seek(0)
    return read_transcript(upload.name, upload.read())


@require_safe
def page(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Read it: who said what and when, a hundred turns a page, searched by words."""
    return show(request, *find(request, number, pk))


def show(request: HttpRequest, row: Story, transcript: Transcript, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of a transcript; `more` are forms that were sent and wait for another look."""
    words, view = request.GET.get("q", "").strip()[:200], request.GET.get("view", "")
    found = pages.paged(request, turns_of(transcript, words, view), per_page=PER_PAGE)
    user = reader(request)
    may_edit = access.can_edit(user, row, today=today(now()))
    context = {
        "row": row,
        "transcript": transcript,
        "page": found,
        "turns": shown_turns(found.rows),
        "badge": badge_of(transcript),
        "is_intact": is_intact(transcript),
        "may_send": may_edit and row.account_id is not None and can_move(TRANSCRIPT_MOVES, "send", transcript.state),
        "may_correct": may_edit and transcript.state in (TranscriptState.OPEN, TranscriptState.RETURNED),
        "may_open": may_edit and access.leads(user, row) and transcript.state == TranscriptState.APPROVED,
        "editing": parse_key(request.GET.get("turn", "")),
        "send_form": SendForm(row=row),
        "approval_form": ApprovalForm(),
        "reason_form": ReasonForm(),
        "tabs": tabs_of(transcript, view),
        "view": view,
        "speakers": speakers_of(transcript),
        "q": words,
        "may_edit": may_edit,
        "crumbs": _crumbs(row, transcript.name),
        **more,
    }
    return pages.page_or_fragment(request, "stories/transcript.html", "turns", context, status=status)


@require_POST
def name(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Call somebody otherwise, everywhere in it."""
    _row, transcript = find(request, number, pk)
    form = SpeakerForm(request.POST)
    if not form.is_valid():
        pages.refused(request, _("Say who it is, in up to 60 letters."))
        return redirect("stories:transcript", number, pk)
    said = form.cleaned_data
    done = attempt(lambda: actions.name_speaker(transcript, before=said["before"], after=said["after"], by=actor(request), at=now()))
    announce(request, done, said=_("%(name)s it is.") % {"name": said["after"]})
    return redirect("stories:transcript", number, pk)


@require_POST
def remove(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Take it away."""
    row, transcript = find(request, number, pk)
    done = attempt(lambda: actions.take_transcript_away(transcript, by=actor(request), at=now()))
    announce(request, done, said=_("Taken away, with every word of it."))
    return redirect("stories:transcript", number, pk) if isinstance(done, Refused) else redirect(story_url(row))


def find(request: HttpRequest, number: int, pk: int) -> tuple[Story, Transcript]:
    """The story and the transcript of an address, for whoever may read them."""
    row = load_story(request, number)
    transcript = transcript_of(row, pk)
    if transcript is None:
        raise Http404
    return row, transcript


def _crumbs(row: Story, last: str) -> list[Crumb]:
    first = Crumb(label=_("Stories"), url=reverse("stories:list"))
    return [first, Crumb(label=row.reference, url=story_url(row)), Crumb(label=last)]
