"""How many customers may speak at one event: over all requests for its campaign, or in the one request that has none."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import ngettext

from goodword.customers.models import CampaignSpeaker
from goodword.kernel.refusal import Refused, refuse
from goodword.policy.numbers import Numbers
from goodword.requests.kinds import KINDS, Course
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.states import CANDIDATE_LIVE, CandidateState

IN_PLAY = (*CANDIDATE_LIVE, CandidateState.DONE)


def is_event(row: ReferenceRequest) -> bool:
    """Does it take place on a day, with speakers."""
    return KINDS[row.kind].course is Course.EVENT


@dataclass(frozen=True, slots=True)
class Speaking:
    """Who speaks at an event or may yet, as far as one request may know, and how many places others have taken that it may not know of."""

    accounts: frozenset[int]
    elsewhere: int

    def count(self, *others: int) -> int:
        """How many places would be taken, were these accounts there too.

        Whoever speaks for a confidential request is not compared with them: trying one customer after the other would tell who it is.
        """
        return len(self.accounts.union(others)) + self.elsewhere


def speaking(row: ReferenceRequest, *, campaign_id: int | None) -> Speaking:
    """Whoever speaks at the event of a request, or may yet: they spoke, said yes, are asked or held."""
    in_play = Candidate.objects.filter(state__in=IN_PLAY)
    if campaign_id is None:
        return Speaking(frozenset(in_play.filter(reference_request=row).values_list("account_id", flat=True)), 0)
    at_the_event = in_play.filter(reference_request__campaign=campaign_id)
    known = Q(reference_request__circle=None) | Q(reference_request__circle=row.circle_id)
    there = set(at_the_event.filter(known).values_list("account_id", flat=True))
    there.update(CampaignSpeaker.objects.filter(campaign=campaign_id).values_list("account_id", flat=True))
    return Speaking(frozenset(there), at_the_event.exclude(known).values("account_id").distinct().count())


def why_no_speaker(row: ReferenceRequest, account_id: int, numbers: Numbers) -> Refused | None:
    """Why this customer may not be one more speaker of the event, if so. Certain only while the campaign is locked."""
    if not is_event(row):
        return None
    there = speaking(row, campaign_id=row.campaign_id)
    taken = there.count() - (account_id in there.accounts)
    return None if taken < numbers.speakers_most else too_many(numbers)


def too_many(numbers: Numbers) -> Refused:
    """An event has as many speakers as it may have."""
    words = ngettext(
        "An event has %(n)s customer speaker at most, over all requests for it. That place is taken: look inside the company.",
        "An event has %(n)s customer speakers at most, over all requests for it. These places are taken: look inside the company.",
        numbers.speakers_most,
    )
    return refuse("speakers_most", words % {"n": numbers.speakers_most})
