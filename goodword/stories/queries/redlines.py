"""What the customer corrected in a transcript, and whether what they approved is still what stands there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goodword.kernel.erasure import BLACKENED
from goodword.stories.models import Redline, Transcript, TranscriptTurn
from goodword.stories.queries.seals import fingerprint, seal_of
from goodword.stories.states import STORY_OPEN, TranscriptState


@dataclass(frozen=True, slots=True)
class CorrectedTurn:
    """A turn as the customer reads it: what was said, how they would rather have it (`wants`), and why that was not taken."""

    row: TranscriptTurn
    clock: str
    seen: str
    has_redline: bool = False
    wants: str = ""
    answer: str = ""


def redlines_of(transcript: Transcript) -> list[Redline]:
    """All that the customer would rather have otherwise, in the order of the talk; what was not taken stands among it."""
    return list(Redline.objects.select_related("turn").filter(turn__transcript=transcript).order_by("turn__place"))


def redline_of(transcript: Transcript, pk: int) -> Redline | None:
    """One correction of a transcript."""
    return Redline.objects.select_related("turn__transcript__story").filter(pk=pk, turn__transcript=transcript).first()


def corrected_turns(turns: Iterable[TranscriptTurn], clocks: Sequence[str]) -> list[CorrectedTurn]:
    """Turns beside how the customer would rather have them."""
    rows = list(turns)
    known = {each.turn_id: each for each in Redline.objects.filter(turn__in=rows)}
    return [
        CorrectedTurn(row, clock, fingerprint(row.text), row.pk in known, *_wish(known.get(row.pk)))
        for row, clock in zip(rows, clocks, strict=True)
    ]


def _wish(redline: Redline | None) -> tuple[str, str]:
    return (redline.words, redline.answer) if redline is not None else ("", "")


def may_be_answered(transcript: Transcript) -> bool:
    """It is with the customer, and its story goes on."""
    return transcript.state == TranscriptState.SENT and transcript.story.state in STORY_OPEN


def is_intact(transcript: Transcript) -> bool:
    """What was approved is what stands there; only names of people who were deleted may be gone since."""
    if transcript.state != TranscriptState.APPROVED or transcript.seal == seal_of(transcript):
        return True
    return transcript.turns.filter(text__contains=BLACKENED).exists() or transcript.turns.filter(speaker__contains=BLACKENED).exists()
