"""What somebody is asked to think of: the customers on a short list whose owner, or success manager, they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from goodword.customers.kinds.places import country_name
from goodword.people.models import User
from goodword.requests.models import Candidate, Opinion, ReferenceRequest
from goodword.requests.queries.may import LOOKED_FOR, can_give_opinion
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
    rows = row.candidates.filter(Q(opinion__asked=user) | Q(opinion__answered_by=user)).select_related("account", "opinion")
    found = []
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
    open_ones = Q(candidate__state__in=CANDIDATE_PLANNED, candidate__reference_request__state__in=LOOKED_FOR)
    return Opinion.objects.filter(open_ones, asked=user, answer="").count()
