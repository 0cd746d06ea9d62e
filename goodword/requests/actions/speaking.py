"""The campaign of an event: how many may speak at it, and who spoke in the end.

The lock of the campaign stands between that of the account and that of the request: account, campaign, request, candidate. Whoever
puts another speaker in play takes it first, so that two requests for one event never take the last place together.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.customers.access import campaigns_visible_to
from goodword.customers.actions import wait_for_account
from goodword.customers.actions.campaigns import note_speaker
from goodword.customers.models import Campaign
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, NotFound, WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.policy.queries import in_force
from goodword.requests import access
from goodword.requests.actions.locks import lock_request, note_on, person
from goodword.requests.models import Candidate, ReferenceRequest, ReuseReview
from goodword.requests.queries import hands
from goodword.requests.queries.speakers import is_event, speaking, too_many, why_no_speaker
from goodword.requests.queries.words import name_of, title_of
from goodword.requests.states import CandidateState

SOURCE = "request"


def lock_event(account_id: int, row: ReferenceRequest) -> int | None:
    """Lock the account, then the campaign of an event, before the request itself is locked; returns which campaign it was."""
    if not is_event(row) or row.campaign_id is None:
        return None
    wait_for_account(account_id)
    if not Campaign.objects.select_for_update(no_key=True).filter(pk=row.campaign_id).exists():
        return None
    return row.campaign_id


def check_room_to_speak(row: ReferenceRequest, account_id: int, *, locked: int | None, at: datetime) -> Refused | None:
    """Why a customer may not be one more speaker of a locked request's event. Raises WrongState when its campaign changed meanwhile."""
    if not is_event(row):
        return None
    if row.campaign_id != locked:
        raise WrongState("hold", "campaign_changed")
    return why_no_speaker(row, account_id, in_force(at).numbers)


@transaction.atomic
def choose_campaign(reference_request: ReferenceRequest, *, campaign: Campaign, by: Actor, at: datetime) -> ReferenceRequest | Refused:
    """Say which campaign a request belongs to: its speakers share the places of that event. Raises NotAllowed, NotFound or WrongState."""
    locked = Campaign.objects.select_for_update(no_key=True).filter(pk=campaign.pk).first()
    row = _locked_request(reference_request, by=by)
    if locked is None or not campaigns_visible_to(person(by)).filter(pk=locked.pk).exists():
        raise NotFound
    if row.campaign_id == locked.pk:
        return row
    own, there = speaking(row, campaign_id=None), speaking(row, campaign_id=locked.pk)
    numbers = in_force(at).numbers
    if there.count(*own.accounts) > max(numbers.speakers_most, there.count()):
        return too_many(numbers)
    _belongs_to(row, locked, by=by, at=at)
    return row


@transaction.atomic
def make_campaign(reference_request: ReferenceRequest, *, by: Actor, at: datetime) -> ReferenceRequest | Refused:
    """Write down a campaign of what the request says of its event, and belong to it. Raises NotAllowed or WrongState."""
    row = _locked_request(reference_request, by=by)
    if row.campaign_id is not None:
        return row  # pressed twice
    if row.circle_id is not None:
        return refuse("campaign", _("Campaigns are seen by everybody, and this request is confidential: choose one that is there already."))
    made = Campaign.objects.create(
        name=(name_of(row) or title_of(row))[:300],
        kind=row.kind,
        held_on=row.needed_on,
        ended_on=_ends(row.needed_on, row.ends_on),
        city=row.place_city,
        country=row.place_country,
        region=row.requester.region,
    )
    record("campaign.created", by=by, at=at, about=[made])
    _belongs_to(row, made, by=by, at=at)
    return row


def _ends(first: date | None, last: date | None) -> date | None:
    return last if first is not None and last is not None and last >= first else None


def _locked_request(reference_request: ReferenceRequest, *, by: Actor) -> ReferenceRequest:
    row = lock_request(reference_request.pk)
    if not hands.can_choose_campaign(person(by), row):
        if access.standings(person(by), row):
            raise WrongState("choose_campaign", row.state)
        raise NotAllowed
    if not is_event(row):
        raise WrongState("choose_campaign", row.kind)
    return row


def _belongs_to(row: ReferenceRequest, campaign: Campaign, *, by: Actor, at: datetime) -> None:
    row.campaign = campaign
    row.save(update_fields=["campaign"])
    note_on("request.campaign_chosen", row, by=by, at=at, also=[] if row.circle_id is not None else [campaign], campaign=campaign.pk)
    for candidate in Candidate.objects.select_related("account", "contact").filter(reference_request=row, state=CandidateState.DONE):
        candidate.reference_request = row
        note_who_spoke(candidate, by=by, at=at)


def note_who_spoke(candidate: Candidate, *, by: Actor, at: datetime) -> None:
    """Write the customer into the campaign of the event that took place, with its recording; once, however often it is done.

    Of a confidential request nothing is written where everybody reads it.
    """
    row = candidate.reference_request
    if row.circle_id is not None or row.campaign_id is None or candidate.state != CandidateState.DONE:
        return
    if note_speaker(row.campaign_id, account_id=candidate.account_id, contact_id=candidate.contact_id, at=at):
        note_on("candidate.spoke", candidate, by=by, at=at, contact=candidate.contact_id, campaign=row.campaign_id)
    note_recording(candidate, ReuseReview.objects.filter(preparation__candidate=candidate).first(), at=at)


def note_recording(candidate: Candidate, review: ReuseReview | None, *, at: datetime) -> None:
    """Keep the recording beside its campaign, where none is known there; with one, the speaker stands in the campaign on demand too."""
    row = candidate.reference_request
    if row.circle_id is not None or row.campaign_id is None:
        return
    if review is not None and review.recording:
        Campaign.objects.filter(pk=row.campaign_id, recording="").update(recording=review.recording, updated_at=at)
    campaign = Campaign.objects.get(pk=row.campaign_id)
    if campaign.recording and campaign.on_demand_id is not None:
        note_speaker(campaign.on_demand_id, account_id=candidate.account_id, contact_id=candidate.contact_id, at=at)
