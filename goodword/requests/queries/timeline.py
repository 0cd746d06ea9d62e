"""The timeline of a request, with the open step on top."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _

from goodword.comments.kinds import SENTENCES as COMMENTS
from goodword.customers.queries.timeline import timeline_items
from goodword.journal.models import Entry
from goodword.policy.explain.journal import SENTENCES as POLICY
from goodword.requests.kinds.sentences import SENTENCES
from goodword.ui import dates
from goodword.ui.pieces import TimelineItem


def lines(entries: Iterable[Entry], *, open_step: str, due: date | datetime | None, today: date) -> list[TimelineItem]:
    """What happened, newest first, below what is waited for."""
    items = list(timeline_items(entries, {**COMMENTS, **POLICY, **SENTENCES}, today=today))
    if not open_step:
        return items
    until = _("until %(day)s") % {"day": dates.day_words(due, today=today)} if due else ""
    return [TimelineItem(text=open_step, note=until, now=True), *items]
