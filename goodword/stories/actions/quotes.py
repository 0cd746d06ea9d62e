"""Quotes: taken from a sentence of a transcript, shortened so that it shows, taken out."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotFound
from goodword.kernel.refusal import Refused, refuse
from goodword.stories.actions.locks import lock_to_edit
from goodword.stories.marking import Wording, wording
from goodword.stories.models import Quote, Story, TranscriptTurn

MOST: Final = 100
LONGEST: Final = 2_000


@transaction.atomic
def quote_sentence(turn: TranscriptTurn, *, start: int, end: int, by: Actor, at: datetime) -> Quote | Refused:
    """Keep a sentence of a turn as a quote; one that is kept already is answered as it is. Raises NotAllowed, NotFound."""
    locked, user = lock_to_edit(turn.transcript.story, by=by, at=at)
    found = TranscriptTurn.objects.select_for_update().filter(pk=turn.pk, transcript__story=locked).first()
    if found is None:
        raise NotFound
    source = found.text[start:end].strip() if 0 <= start < end <= len(found.text) else ""
    if not source:
        return refuse("gone", _("These words have changed in the meantime. Nothing was kept."))
    if len(source) > LONGEST:
        return refuse("long", _("A quote has %(n)s letters at most. Choose fewer words.") % {"n": LONGEST})
    known = Quote.objects.filter(story=locked, turn=found, source=source).first()
    if known is not None:
        return known
    if locked.quotes.count() >= MOST:
        return refuse("most", _("A story has %(n)s quotes at most. Take one out first.") % {"n": MOST})
    made = Quote.objects.create(story=locked, turn=found, words=source, source=source, speaker=found.speaker, added_by=user, added_at=at)
    record("story.quote_added", by=by, at=at, about=[locked], circle_id=locked.circle_id, quote=made.pk)
    return made


@transaction.atomic
def word_quote(quote: Quote, words: str, *, by: Actor, at: datetime) -> Quote | Refused:
    """Shorten a quote. Refuses words that nobody said. Raises NotAllowed, NotFound."""
    locked, _user = lock_to_edit(quote.story, by=by, at=at)
    found = _locked(quote, locked)
    wanted = " ".join(words.split())
    if not wanted:
        return refuse("words", _("Write the words, or take the quote out."))
    if len(wanted) > LONGEST or wording(wanted, found.source) is Wording.OTHER:
        return refuse(
            "words",
            _("That is not what was said. Leave words out with … and put yours in [brackets]; everything else stays word for word."),
        )
    if wanted != found.words:
        found.words = wanted
        found.save(update_fields=["words"])
        record("story.quote_changed", by=by, at=at, about=[locked], circle_id=locked.circle_id, quote=found.pk)
    return found


@transaction.atomic
def take_quote_out(quote: Quote, *, by: Actor, at: datetime) -> None:
    """Take a quote out of its story. Raises NotAllowed, NotFound."""
    locked, _user = lock_to_edit(quote.story, by=by, at=at)
    found = _locked(quote, locked)
    record("story.quote_removed", by=by, at=at, about=[locked], circle_id=locked.circle_id, quote=found.pk)
    found.delete()


def _locked(quote: Quote, row: Story) -> Quote:
    found = Quote.objects.select_for_update(of=("self",)).filter(pk=quote.pk, story=row).first()
    if found is None:
        raise NotFound
    return found
