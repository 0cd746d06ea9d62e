"""Customers who spoke for an earlier report of the same series, so that one can speak again."""

import re
from dataclasses import dataclass
from datetime import datetime

from goodword.people.models import User
from goodword.requests import access
from goodword.requests.kinds import KINDS
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.queries.words import request_url
from goodword.requests.states import CandidateState

MOST = 10


@dataclass(frozen=True, slots=True)
class Earlier:
    """One customer who spoke before: when, for which request, and whether the reader may put them forward again."""

    account_id: int
    account: str
    number: str
    url: str
    spoke_at: datetime
    can_be_put_forward: bool


def same(words: object) -> str:
    """What two editions of a report have in common: their name without years, quarters, points and capitals."""
    plain = re.sub(r"\b(q[1-4]|h[12]|fy\d*|\d+)\b", " ", str(words or "").casefold())
    return " ".join(re.findall(r"\w+", plain))


def earlier_speakers(row: ReferenceRequest, viewer: User) -> list[Earlier]:
    """Who spoke for the series before, the latest first; only from requests of which the reader may know."""
    questions = KINDS[row.kind].series
    if not questions or not all(same(row.details.get(name)) for name in questions):
        return []
    before = access.candidates_visible_to(viewer).filter(reference_request__kind=row.kind, state=CandidateState.DONE)
    spoke = before.exclude(reference_request=row.pk).select_related("account", "reference_request").order_by("-state_at", "-pk")
    # Somebody who spoke twice stands here once, with the last time.
    last: dict[int, Candidate] = {}
    for each in spoke:
        if all(same(each.reference_request.details.get(name)) == same(row.details.get(name)) for name in questions):
            last.setdefault(each.account_id, each)
    offers = access.can_suggest(viewer, row)
    taken = set(row.candidates.values_list("account_id", flat=True)) if offers else set()
    return [
        Earlier(
            account_id=each.account_id,
            account=each.account.name,
            number=each.reference_request.number,
            url=request_url(each.reference_request),
            spoke_at=each.state_at,
            can_be_put_forward=offers and each.account_id not in taken,
        )
        for each in list(last.values())[:MOST]
    ]
