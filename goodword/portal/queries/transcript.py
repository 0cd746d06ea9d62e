"""The customer's page of what they said in an interview: to correct, to send back, to approve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from goodword.people.queries import manager_for, program
from goodword.portal.queries.names import first_name
from goodword.stories.queries.redlines import CorrectedTurn, corrected_turns, may_be_answered, redlines_of
from goodword.stories.queries.transcripts import clock

PER_PAGE: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptPage:
    """A transcript as its reader at the customer sees it."""

    reader: str
    company: str
    title: str
    name: str
    state: str
    may_answer: bool
    corrected: Sequence[Any]
    approved_name: str
    approved_at: datetime | None
    write_to: str
    write_to_address: str
    yours_until: datetime


def transcript_page(transcript: Any, reader: Any, *, yours_until: datetime) -> TranscriptPage:
    """What stands around what was said."""
    story = transcript.story
    keeper = story.manager or manager_for(account=story.account) or story.proposed_by
    return TranscriptPage(
        reader=first_name(reader.name) if reader.name else "",
        company=program().company_name or _("our company"),
        title=story.title,
        name=transcript.name,
        state=transcript.state,
        may_answer=may_be_answered(transcript),
        corrected=redlines_of(transcript) if transcript.state != "approved" else [],
        approved_name=transcript.approved_name,
        approved_at=transcript.state_at if transcript.state == "approved" else None,
        write_to=keeper.name,
        write_to_address=keeper.email,
        yours_until=yours_until,
    )


def is_read_here(transcript: Any) -> bool:
    """Its words are shown while they are the customer's to read: sent to them, or approved by them."""
    return transcript.state in ("sent", "approved", "returned")


def said_in(rows: Sequence[Any]) -> list[CorrectedTurn]:
    """What was said, beside what the customer would rather have."""
    return corrected_turns(rows, [clock(each.at_second) for each in rows])
