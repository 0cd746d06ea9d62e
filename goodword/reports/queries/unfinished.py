"""Events that are over and whose campaign lacks something: a speaker's reference ID, or the campaign of the recording."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.functions import Coalesce

from goodword.customers.access import campaigns_visible_to
from goodword.customers.models import Account, Campaign, CampaignSpeaker
from goodword.reports.queries.asked_for import NONE
from goodword.reports.queries.scope import Scope
from goodword.requests.access import candidates_visible_to
from goodword.requests.models import Candidate
from goodword.requests.states import CandidateState

NOBODY, UNLISTED, NO_ID, ON_DEMAND, UNRECORDED = "nobody", "unlisted", "no_id", "on_demand", "unrecorded"
LACKS: Final = (NOBODY, UNLISTED, NO_ID, ON_DEMAND, UNRECORDED)


def past(scope: Scope) -> QuerySet[Any]:
    """The events of a period that are over; a campaign that is itself a recording is none."""
    rows: QuerySet[Any] = campaigns_visible_to(scope.reader).annotate(over_on=Coalesce("ended_on", "held_on"))
    rows = rows.filter(over_on__lt=scope.today).exclude(pk__in=Campaign.objects.exclude(on_demand=None).values("on_demand"))
    if scope.period.start:
        rows = rows.filter(held_on__gte=scope.period.start)
    if scope.period.end:
        rows = rows.filter(held_on__lt=scope.period.end)
    if scope.regions:
        wanted = Q(region__code__in=scope.regions)
        rows = rows.filter(wanted | Q(region=None) if NONE in scope.regions else wanted)
    return rows


def conditions(scope: Scope) -> dict[str, Any]:
    """What each lack means, as a condition on campaigns."""
    speakers = CampaignSpeaker.objects.filter(campaign=OuterRef("pk"))
    recorded = CampaignSpeaker.objects.filter(campaign=OuterRef("campaign__on_demand"), account=OuterRef("account"))
    # Nothing of a confidential request is written where everybody reads it, so nothing of it is missing.
    helped = candidates_visible_to(scope.reader).filter(state=CandidateState.DONE, reference_request__circle=None)
    unlisted = helped.filter(reference_request__campaign=OuterRef("pk")).exclude(
        Exists(CampaignSpeaker.objects.filter(campaign=OuterRef("reference_request__campaign"), account=OuterRef("account")))
    )
    return {
        NOBODY: ~Exists(speakers) & ~Exists(unlisted),
        UNLISTED: Exists(unlisted),
        NO_ID: Exists(speakers.filter(account__member=None)),
        ON_DEMAND: ~Q(recording="") & Q(on_demand=None),
        UNRECORDED: Q(on_demand__isnull=False) & Exists(speakers.exclude(Exists(recorded))),
    }


def lacking(scope: Scope, lack: str = "") -> QuerySet[Any]:
    """The events that lack one thing, or anything."""
    known = conditions(scope)
    if lack in known:
        return past(scope).filter(known[lack])
    return past(scope).filter(Q(*known.values(), _connector=Q.OR))


def counted(scope: Scope) -> dict[str, int]:
    """How many events lack each thing, in one statement."""
    counts = {f"n_{lack}": Count(Case(When(condition, then=F("pk")))) for lack, condition in conditions(scope).items()}
    found: dict[str, int] = past(scope).aggregate(**counts)
    return {lack: found[f"n_{lack}"] for lack in LACKS}


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that an event lacks, and of which customer."""

    what: str
    account: Account | None = None


def lacks_of(campaigns: Sequence[Campaign], scope: Scope) -> dict[int, list[Lack]]:
    """What each of some events lacks: four statements however many there are."""
    ids = [each.pk for each in campaigns]
    of_both = [*ids, *(each.on_demand_id for each in campaigns if each.on_demand_id)]
    listed: dict[int, dict[int, Account]] = {pk: {} for pk in of_both}
    for speaker in (
        CampaignSpeaker.objects.filter(campaign__in=of_both).select_related("account__member").order_by("account__search_name", "pk")
    ):
        listed[speaker.campaign_id][speaker.account_id] = speaker.account
    helped: dict[int, dict[int, Account]] = {pk: {} for pk in ids}
    rows = candidates_visible_to(scope.reader).filter(state=CandidateState.DONE, reference_request__circle=None)
    rows = rows.filter(reference_request__campaign__in=ids).select_related("account__member", "reference_request")
    for candidate in rows.order_by("account__search_name", "pk"):
        _helped(candidate, helped)
    return {each.pk: _lacks(each, listed, helped[each.pk]) for each in campaigns}


def _helped(candidate: Candidate, helped: dict[int, dict[int, Account]]) -> None:
    campaign = candidate.reference_request.campaign_id
    if campaign is not None:
        helped[campaign][candidate.account_id] = candidate.account


def _lacks(campaign: Campaign, listed: dict[int, dict[int, Account]], helped: dict[int, Account]) -> list[Lack]:
    speakers = listed[campaign.pk]
    found = [Lack(UNLISTED, account) for pk, account in helped.items() if pk not in speakers]
    if not speakers and not found:
        found.append(Lack(NOBODY))
    found += [Lack(NO_ID, account) for account in speakers.values() if getattr(account, "member", None) is None]
    if campaign.on_demand_id is None:
        return [*found, Lack(ON_DEMAND)] if campaign.recording else found
    recorded = listed[campaign.on_demand_id]
    return found + [Lack(UNRECORDED, account) for pk, account in speakers.items() if pk not in recorded]


def over_on(campaign: Campaign) -> date | None:
    """The last day of an event."""
    return campaign.ended_on or campaign.held_on
