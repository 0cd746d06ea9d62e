"""A transcript as it is read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Min, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from goodword.kernel.text import Words
from goodword.stories.marking import FIGURE, QUOTABLE, RULES
from goodword.stories.models import Quote, Redline, Story, Transcript, TranscriptTurn
from goodword.stories.queries.seals import fingerprint
from goodword.stories.states import TranscriptState
from goodword.ui.pieces import Badge, BadgeTone

PER_PAGE: Final = 100
# What of a transcript is shown: a code, its words, and which turns.
VIEWS: Final[tuple[tuple[str, Words, Q], ...]] = (
    ("", _("Everything"), Q()),
    ("figures", _("Figures"), Q(has_figure=True)),
    ("quotable", _("Could be quoted"), Q(is_quotable=True)),
    ("corrections", _("Corrections"), Q(redline__isnull=False)),
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, and how often."""

    name: str
    turns: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of what somebody said: plain, or a sentence worth a second look and why."""

    text: str
    place: str = ""
    is_figure: bool = False
    is_quotable: bool = False
    why: tuple[Words, ...] = ()
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """A turn as it is read."""

    row: TranscriptTurn
    clock: str
    pieces: tuple[Piece, ...]
    seen: str = ""
    redline: Redline | None = None

    @property
    def marked(self) -> list[Piece]:
        """Its sentences worth a second look."""
        return [each for each in self.pieces if each.place]


_TONES: Final[dict[str, BadgeTone]] = {
    TranscriptState.OPEN: "waiting",
    TranscriptState.SENT: "moving",
    TranscriptState.RETURNED: "held",
    TranscriptState.APPROVED: "done",
}


def badge_of(transcript: Transcript) -> Badge:
    """How it stands with the customer."""
    return Badge(word=transcript.get_state_display(), tone=_TONES[transcript.state])


def transcripts_shown(row: Story) -> list[tuple[Transcript, Badge]]:
    """All transcripts of a story, and how each stands."""
    return [(each, badge_of(each)) for each in row.transcripts.select_related("added_by")]


def transcript_of(row: Story, pk: int) -> Transcript | None:
    """One transcript of a story."""
    found: Transcript | None = row.transcripts.select_related("added_by", "story", "contact").filter(pk=pk).first()
    return found


def turns_of(transcript: Transcript, words: str = "", view: str = "") -> QuerySet[TranscriptTurn]:
    """Its turns in order; with words, those in which they stand or who is called so; of a view, those that belong to it."""
    rows = transcript.turns.filter(next((which for code, _label, which in VIEWS if code == view), Q()))
    return rows.filter(Q(text__icontains=words) | Q(speaker__icontains=words)) if words else rows


def counts_of(transcript: Transcript) -> dict[str, int]:
    """How many turns each view has."""
    each = {code or "all": Count("pk", filter=which) for code, _label, which in VIEWS}
    counted: dict[str, int] = transcript.turns.order_by().aggregate(**each)
    return counted


def tabs_of(transcript: Transcript, view: str) -> list[tuple[Words, str, int, bool]]:
    """The views: words, code, how many turns, and whether it is the one that is open."""
    counted = counts_of(transcript)
    return [(label, code, n, code == view) for code, label, _which in VIEWS if (n := counted[code or "all"]) or code in ("", view)]


def shown_turns(turns: Iterable[TranscriptTurn]) -> list[ShownTurn]:
    """Turns with their marked sentences, which of these are kept as quotes, and what the customer corrected."""
    rows = list(turns)
    wishes = {each.turn_id: each for each in Redline.objects.filter(turn__in=rows)}
    kept = set(Quote.objects.filter(turn__in=rows).values_list("turn_id", "source"))
    return [
        ShownTurn(
            row,
            clock(row.at_second),
            tuple(_pieces(row, {source for turn, source in kept if turn == row.pk})),
            fingerprint(row.text),
            wishes.get(row.pk),
        )
        for row in rows
    ]


def _pieces(row: TranscriptTurn, kept: set[str]) -> list[Piece]:
    found, place = [], 0
    for start, end, codes in row.marks:
        rules = [RULES[code] for code in codes if code in RULES]
        if not place <= start < end <= len(row.text) or not rules:
            continue
        if row.text[place:start]:
            found.append(Piece(row.text[place:start]))
        sentence, kinds = row.text[start:end], {each.kind for each in rules}
        why = tuple(each.label for each in rules)
        found.append(Piece(sentence, f"{start}-{end}", FIGURE in kinds, QUOTABLE in kinds, why, sentence in kept))
        place = end
    if row.text[place:]:
        found.append(Piece(row.text[place:]))
    return found


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
