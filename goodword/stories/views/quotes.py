"""Quotes of a story: kept from a sentence, shortened, taken out."""

import re
from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goodword.kernel.clock import now
from goodword.kernel.refusal import Refused
from goodword.people.queries import today
from goodword.people.views.edge import actor, announce, attempt, reader
from goodword.stories import access, actions
from goodword.stories.forms import QuoteForm
from goodword.stories.models import Quote, Story
from goodword.stories.queries.quotes import quote_of
from goodword.stories.queries.transcripts import transcript_of
from goodword.stories.views.edge import load_story, story_url
from goodword.ui.pieces import Crumb

_PLACE: Final = re.compile(r"(\d{1,9})-(\d{1,9})")


@require_POST
def keep(request: HttpRequest, number: int, pk: int, turn: int) -> HttpResponse:
    """Keep a sentence of a turn; back to where it was read."""
    row = load_story(request, number)
    transcript = transcript_of(row, pk)
    said = transcript.turns.filter(pk=turn).first() if transcript is not None else None
    place = _PLACE.fullmatch(request.POST.get("sentence", ""))
    if transcript is None or said is None or place is None:
        raise Http404
    kept = attempt(lambda: actions.quote_sentence(said, start=int(place[1]), end=int(place[2]), by=actor(request), at=now()))
    announce(request, kept, said=_("Kept among the quotes of the story."))
    query = request.POST.get("back", "")
    address = reverse("stories:transcript", args=[row.number, transcript.pk])
    return redirect(f"{address}?{query}#turn-{said.pk}" if re.fullmatch(r"[\w=&%+.-]{0,400}", query) else address)


@require_http_methods(["GET", "HEAD", "POST"])
def word(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Shorten it; what was said stands beside."""
    row = load_story(request, number)
    if not access.can_edit(reader(request), row, today=today(now())):
        raise PermissionDenied
    quote = _found(row, pk)
    form = QuoteForm(request.POST if request.method == "POST" else None, initial={"words": quote.words})
    if request.method == "POST" and form.is_valid():
        done = attempt(lambda: actions.word_quote(quote, form.cleaned_data["words"], by=actor(request), at=now()))
        if not isinstance(done, Refused):
            announce(request, done, said=_("Kept."))
            return redirect(story_url(row) + "#quotes")
        form.add_error("words" if done.reasons else None, done.words or _("This has changed in the meantime."))
    crumbs = [
        Crumb(label=_("Stories"), url=reverse("stories:list")),
        Crumb(label=row.reference, url=story_url(row)),
        Crumb(label=_("Quote")),
    ]
    context = {"row": row, "quote": quote, "form": form, "crumbs": crumbs}
    return render(request, "stories/quote.html", context, status=422 if form.is_bound else 200)


@require_POST
def remove(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Take it out."""
    row = load_story(request, number)
    quote = _found(row, pk)
    done = attempt(lambda: actions.take_quote_out(quote, by=actor(request), at=now()))
    announce(request, done, said=_("Taken out. What was said still stands in the transcript."))
    return redirect(story_url(row) + "#quotes")


def _found(row: Story, pk: int) -> Quote:
    quote = quote_of(row, pk)
    if quote is None:
        raise Http404
    return quote
