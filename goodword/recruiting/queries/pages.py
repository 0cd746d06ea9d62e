"""Which public pages are closed, and how they came to be."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from goodword.customers.queries import timeline_items
from goodword.journal.queries import about
from goodword.people.models import User
from goodword.people.queries import circles_of
from goodword.recruiting.kinds import PublicProgram
from goodword.recruiting.kinds.registration_sentences import SENTENCES
from goodword.recruiting.models import JoinPage
from goodword.ui.pieces import TimelineItem

LONGEST: Final = 12


def closed_pages() -> dict[str, str]:
    """The programs whose page is closed, with the words that stand there."""
    return dict(JoinPage.objects.exclude(closed_at=None).values_list("program", "words"))


def pages_of(programs: Iterable[PublicProgram]) -> dict[str, JoinPage]:
    """The switches of some programs; nothing of one that was never closed."""
    return {row.program: row for row in JoinPage.objects.filter(program__in=list(programs))}


def pages_timeline(rows: Iterable[JoinPage], *, reader: User, today: date) -> list[TimelineItem]:
    """Who closed and opened pages, newest first."""
    entries = [each for row in rows for each in about("joinpage", row.pk, circle_ids=circles_of(reader))[:LONGEST]]
    for each in entries:
        each.data["program"] = str(PublicProgram(each.data["program"]).label)
    return timeline_items(sorted(entries, key=lambda each: each.at, reverse=True)[:LONGEST], SENTENCES, today=today)
