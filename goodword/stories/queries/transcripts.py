"""A transcript as it is read."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Min, Q, QuerySet

from goodword.stories.models import Story, Transcript, TranscriptTurn

PER_PAGE: Final = 100


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, and how often."""

    name: str
    turns: int


def transcript_of(row: Story, pk: int) -> Transcript | None:
    """One transcript of a story."""
    found: Transcript | None = row.transcripts.select_related("added_by", "story").filter(pk=pk).first()
    return found


def turns_of(transcript: Transcript, words: str = "") -> QuerySet[TranscriptTurn]:
    """Its turns in order; with words, those in which they stand or who is called so."""
    rows = transcript.turns.all()
    return rows.filter(Q(text__icontains=words) | Q(speaker__icontains=words)) if words else rows


def speakers_of(transcript: Transcript) -> list[Speaker]:
    """Who speaks in it, in the order of their first words."""
    found = transcript.turns.order_by().values("speaker").annotate(n=Count("pk"), first=Min("place")).order_by("first")
    return [Speaker(each["speaker"], each["n"]) for each in found]


def clock(second: float | None) -> str:
    """A second of a recording as people read it: 1:02:03, or 4:05."""
    if second is None:
        return ""
    minutes, rest = divmod(int(second), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
