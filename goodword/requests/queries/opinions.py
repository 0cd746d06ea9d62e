"""What somebody is asked to think of: the customers on a short list whose owner, or success manager, they are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Q

from goodword.customers.kinds.places import country_name
from goodword.people.models import User
from goodword.requests.models import Candidate, Mode, Opinion, ReferenceRequest
from goodword.requests.queries.judging import activity_of
from goodword.requests.queries.may import LOOKED_FOR, can_give_opinion, owed
from goodword.requests.queries.words import title_of
from goodword.requests.states import CANDIDATE_PLANNED


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One customer on the page of whoever is asked."""

    candidate: Candidate
    place: str
    answer: str
    words: str
    is_open: bool


def asked_of(user: User, row: ReferenceRequest) -> list[Candidate]:
    """The customers of a request that somebody is asked about and has not answered yet."""
    if row.state not in LOOKED_FOR:
        return []
    rows = row.candidates.filter(state__in=CANDIDATE_PLANNED, opinion__asked=user, opinion__answer="")
    return list(rows.select_related("account").order_by("position", "pk"))


def page_of(user: User, row: ReferenceRequest) -> Sequence[Asked]:
    """Every customer of a request that somebody was asked about, with what they said, the open ones first."""
    theirs = Q(opinion__asked=user) | Q(opinion__deputy_for=user) | Q(opinion__answered_by=user)
    rows, found = row.candidates.filter(theirs).select_related("account", "opinion"), []
    for each in rows.order_by("position", "pk"):
        each.reference_request = row
        account, opinion = each.account, each.opinion
        place = ", ".join(part for part in (account.city, country_name(account.country)) if part)
        is_open = can_give_opinion(user, each)
        found.append(Asked(candidate=each, place=place, answer=opinion.answer, words=opinion.words, is_open=is_open))
    return sorted(found, key=lambda each: bool(each.answer))


def headline(row: ReferenceRequest) -> str:
    """What the request is, in a line."""
    return title_of(row)


def open_for(user: User) -> int:
    """How many customers somebody is asked about and has not answered."""
    return Opinion.objects.filter(owed(), asked=user).count()


def good_word(candidate: Candidate, row: ReferenceRequest, *, answers: set[int | None]) -> Opinion | None:
    """The word of whoever `answers` for a customer, or stood in for them, that it is a good idea for the very same; if they gave it."""
    opinion: Opinion | None = getattr(candidate, "opinion", None)
    if opinion is None or opinion.answer != Opinion.GOOD or row.mode == Mode.SELF_SERVICE or opinion.about != fingerprint(row):
        return None
    for_whom = opinion.deputy_for_id if opinion.answered_by_id == opinion.asked_id else None
    return opinion if answers & ({opinion.answered_by_id, for_whom} - {None}) else None


def fingerprint(row: ReferenceRequest) -> str:
    """What somebody is asked about, in short: another day, place, favour or topic is another question."""
    asked = (row.kind, activity_of(row), row.needed_on, row.ends_on, row.minutes, row.topic, row.details, row.is_online)
    where = (row.place_city, row.place_state, row.place_country, row.travel, row.travel_paid_by)
    return sha256(json.dumps([*asked, *where], sort_keys=True, default=str).encode()).hexdigest()
