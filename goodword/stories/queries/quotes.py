"""The quotes of a story, and how each stands to what was said."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from goodword.stories.marking import Wording, wording
from goodword.stories.models import Quote, Story
from goodword.stories.queries.transcripts import PER_PAGE
from goodword.stories.states import TranscriptState
from goodword.ui.pieces import Badge


@dataclass(frozen=True, slots=True)
class ShownQuote:
    """A quote as it is read."""

    row: Quote
    status: Badge
    # The page of the transcript on which it was said; 0 when that is gone.
    page: int = 0
    note: str = ""


def quote_of(row: Story, pk: int) -> Quote | None:
    """One quote of a story."""
    found: Quote | None = row.quotes.select_related("story", "turn__transcript").filter(pk=pk).first()
    return found


def quotes_shown(row: Story) -> list[ShownQuote]:
    """All quotes, in the order in which they were kept."""
    return [_shown(each) for each in row.quotes.select_related("turn__transcript")]


def is_approved(row: Quote) -> bool:
    """Stands word for word in a transcript that the customer has approved."""
    if row.turn is None or row.turn.transcript.state != TranscriptState.APPROVED:
        return False
    return wording(row.words, row.source) is Wording.EXACT and wording(row.words, row.turn.text) is Wording.EXACT


def _shown(row: Quote) -> ShownQuote:
    how = wording(row.words, row.source)
    if row.turn is None:
        return ShownQuote(row, Badge(word=_("Its transcript is gone"), tone="held"))
    if how is Wording.OTHER:
        return ShownQuote(row, Badge(word=_("Not what was said"), tone="held"))
    page = row.turn.place // PER_PAGE + 1
    if how is Wording.SHORTENED:
        return ShownQuote(row, Badge(word=_("Shortened"), tone="waiting"), page, _("The customer sees it before it is printed."))
    if row.turn.transcript.state != TranscriptState.APPROVED or wording(row.words, row.turn.text) is not Wording.EXACT:
        note = _("It counts once the customer has approved the transcript.")
        return ShownQuote(row, Badge(word=_("Word for word"), tone="waiting"), page, note)
    return ShownQuote(row, Badge(word=_("Approved word for word"), tone="done"), page)
