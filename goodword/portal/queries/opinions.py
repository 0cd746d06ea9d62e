"""The page of an owner who is asked about customers on a short list: one thumb for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goodword.people.queries import today
from goodword.portal.queries.names import first_name
from goodword.requests.queries.asking import when_and_where
from goodword.requests.queries.by_link import Candidate
from goodword.requests.queries.opinions import Asked, headline, page_of


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionsPage:
    """The customers that somebody is asked about for one request."""

    reader: str
    asker: str
    what: str
    when: str
    topic: str
    number: str
    asked: Sequence[Asked]

    @property
    def open_count(self) -> int:
        """How many wait for an answer."""
        return sum(each.is_open and not each.answer for each in self.asked)

    def candidate(self, key: int | None) -> Candidate | None:
        """One of them that may still be answered, by key."""
        return next((each.candidate for each in self.asked if each.candidate.pk == key and each.is_open), None)


def opinions_page(candidate: Candidate, reader: Any, *, at: datetime) -> OpinionsPage:
    """Everything that one owner is asked about for the request of a candidate."""
    request = candidate.reference_request
    return OpinionsPage(
        reader=first_name(reader.name),
        asker=request.requester.name,
        what=headline(request),
        when=when_and_where(request, today=today(at)),
        topic=request.topic,
        number=request.number,
        asked=page_of(reader, request),
    )
