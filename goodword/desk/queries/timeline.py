"""The timeline of any row, said with the words of every slice.

Each slice keeps the words of its verbs in `kinds/sentences.py`; a slice that gets one is added to ALL here.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, QuerySet, Window

from goodword.customers.kinds.sentences import SENTENCES as CUSTOMERS
from goodword.customers.kinds.sentences import Sentence
from goodword.customers.queries import timeline_items
from goodword.customers.queries.own_word import CHANGED
from goodword.customers.queries.timeline import REQUEST
from goodword.journal.models import Subject
from goodword.journal.queries import about
from goodword.people.models import User
from goodword.people.queries import circles_of
from goodword.playbooks.kinds.sentences import SENTENCES as PLAYBOOKS
from goodword.policy.explain.journal import SENTENCES as POLICY
from goodword.recruiting.kinds.lead_sentences import SENTENCES as LEADS
from goodword.recruiting.kinds.registration_sentences import SENTENCES as REGISTRATIONS
from goodword.recruiting.kinds.sentences import SENTENCES as RECRUITING
from goodword.requests.access import visible_to
from goodword.requests.kinds.sentences import SENTENCES as REQUESTS
from goodword.stories.kinds.sentences import SENTENCES as STORIES
from goodword.ui.pieces import TimelineItem

ALL: Final[Mapping[str, Sentence]] = {
    **CUSTOMERS,
    **POLICY,
    **RECRUITING,
    **REQUESTS,
    **LEADS,
    **REGISTRATIONS,
    **PLAYBOOKS,
    **STORIES,
}


def timeline(
    kind: str,
    object_id: int,
    *,
    reader: User,
    today: date,
    most: int | None = None,
    also: Collection[int] = (),
) -> tuple[list[TimelineItem], int]:
    """Return what happened to a row, newest first and as far as the reader may know it, and how many entries there are in all.

    What somebody wrote about a request is for those who may open it.
    `also` are rows that were merged into this one.
    """
    # Another entry of the same moment says these better: who was named, until when.
    entries: QuerySet[Any] = (
        about(kind, object_id, circle_ids=circles_of(reader), also=also)
        .exclude(verb="candidate.declined", data__code__in=("colleague", "leave_alone"))
        .exclude(verb=CHANGED)
        .annotate(total=Window(Count("pk")), is_shut=_is_shut(reader))
    )
    shown = list(entries[:most] if most else entries)
    total = shown[0].total if shown else 0
    return timeline_items(shown, ALL, today=today, shut={entry.pk for entry in shown if entry.is_shut}), total


def _is_shut(reader: User) -> Exists:
    """Is an entry about a request that somebody may not open?"""
    open_to_them = visible_to(reader).filter(pk=OuterRef("object_id"))
    return Exists(Subject.objects.filter(~Exists(open_to_them), entry=OuterRef("pk"), kind=REQUEST))
