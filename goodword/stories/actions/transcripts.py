"""Transcripts of a story: put beside it, who speaks corrected, taken away."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.text import one_line
from goodword.stories.actions.locks import lock_to_edit, lock_transcript
from goodword.stories.marking import mark
from goodword.stories.models import Story, Transcript, TranscriptTurn
from goodword.stories.reading import ReadTranscript
from goodword.stories.states import TranscriptState

MOST: Final = 20


@transaction.atomic
def add_transcript(
    row: Story, found: ReadTranscript, *, name: str, by: Actor, at: datetime, language: str = "en"
) -> Transcript | Refused:
    """Keep what was read, and mark the sentences that are worth a second look.

    Refuses what has no words, and more than a story can hold. Raises NotAllowed.
    """
    locked, user = lock_to_edit(row, by=by, at=at)
    if not found.turns:
        return refuse("file", found.problems[0].words if found.problems else _("There are no words in it."))
    if locked.transcripts.count() >= MOST:
        return refuse("file", _("A story has %(n)s transcripts at most. Take one away first.") % {"n": MOST})
    title = one_line(name)[:200] or _("Transcript")
    made = Transcript.objects.create(story=locked, name=title, language=language, added_by=user, added_at=at)
    turns = [
        marked(TranscriptTurn(transcript=made, place=place, speaker=turn.speaker, at_second=turn.at, text=turn.text))
        for place, turn in enumerate(found.turns)
    ]
    TranscriptTurn.objects.bulk_create(turns, batch_size=1000)
    record("story.transcript_added", by=by, at=at, about=[locked], circle_id=locked.circle_id, transcript=made.pk, turns=len(found.turns))
    return made


@transaction.atomic
def name_speaker(transcript: Transcript, *, before: str, after: str, by: Actor, at: datetime) -> int | Refused:
    """Call somebody otherwise everywhere in a transcript; how many turns that were. Raises NotAllowed."""
    locked, _user = lock_to_edit(transcript.story, by=by, at=at)
    if lock_transcript(transcript, locked).state == TranscriptState.APPROVED:
        return refuse("after", _("The customer has approved it as it stands: nothing in it changes any more."))
    name = one_line(after)[:60]
    if not name:
        return refuse("after", _("Say who it is."))
    theirs = TranscriptTurn.objects.filter(transcript=transcript, transcript__story=locked, speaker=before)
    changed = theirs.exclude(speaker=name).update(speaker=name)
    if changed:
        record("story.speaker_named", by=by, at=at, about=[locked], circle_id=locked.circle_id, transcript=transcript.pk, turns=changed)
    return changed


@transaction.atomic
def take_transcript_away(transcript: Transcript, *, by: Actor, at: datetime) -> Refused | None:
    """Take a transcript away, with every word of it. Refuses what the customer has, or has approved. Raises NotAllowed, NotFound."""
    locked, _user = lock_to_edit(transcript.story, by=by, at=at)
    found = lock_transcript(transcript, locked)
    if found.state == TranscriptState.SENT:
        return refuse("sent", _("The customer is reading it. Call it back first."))
    if found.state == TranscriptState.APPROVED:
        return refuse("sealed", _("The customer has approved it. Open it again first, with the reason."))
    record("story.transcript_removed", by=by, at=at, about=[locked], circle_id=locked.circle_id, transcript=found.pk)
    found.delete()
    return None


def marked(turn: TranscriptTurn) -> TranscriptTurn:
    """Look through the words of a turn again; it is not saved here."""
    found = [each for each in mark(turn.text, turn.transcript.language) if each.rules]
    turn.marks = [[each.sentence.start, each.sentence.end, [rule.code for rule in each.rules]] for each in found]
    turn.has_figure = any(each.is_figure for each in found)
    turn.is_quotable = any(each.is_quotable for each in found)
    return turn
