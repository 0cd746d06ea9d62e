"""Everything that the page of one campaign shows, and where a customer spoke."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from goodword.customers import access
from goodword.customers import queries as customers
from goodword.customers.kinds import ListKind
from goodword.customers.models import Account, Campaign, CampaignSpeaker
from goodword.customers.tables import standing_badge
from goodword.customers.tables.campaigns import place_of
from goodword.desk.queries.timeline import timeline
from goodword.people.models import User
from goodword.people.queries import today
from goodword.ui import pages, pieces
from goodword.ui.pieces import Fact

SHOWN = 8
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """Who spoke: the company with its standing, and the person when it is known."""

    speaker: CampaignSpeaker
    badge: pieces.Badge | None


def campaign_page(request: HttpRequest, campaign: Campaign, *, reader: User, at: datetime) -> dict[str, Any]:
    """Return the context of the page."""
    day = today(at)
    labels = customers.labels()
    items, _total = timeline("campaign", campaign.pk, reader=reader, today=day, most=SHOWN)
    page = pages.paged(request, customers.speakers_of(campaign), per_page=PER_PAGE)
    kind = customers.label_of(labels, ListKind.CAMPAIGN_KIND, campaign.kind) if campaign.kind else campaign.unmapped.get("kind", "")
    is_link = campaign.recording.startswith(("http://", "https://"))
    facts = [
        Fact(label=_("Kind"), value=kind),
        Fact(label=_("Day") if campaign.ended_on is None else _("From"), on=campaign.held_on),
        Fact(label=_("Last day"), on=campaign.ended_on),
        Fact(label=_("Place"), value=place_of(campaign)),
        Fact(label=_("Region"), value=campaign.region.name if campaign.region else ""),
        Fact(label=_("Recording"), value=_("Watch it") if is_link else campaign.recording, url=campaign.recording if is_link else ""),
        *_recorded(campaign),
        Fact(label=_("ID in the other system"), value=campaign.external_id),
    ]
    return {
        "campaign": campaign,
        "note": ", ".join(part for part in (kind, place_of(campaign)) if part),
        "crumbs": [pieces.Crumb(label=_("Campaigns"), url=reverse("customers:campaigns"))],
        "facts": [fact for fact in facts if fact.value or fact.on],
        "speakers": [SpeakerRow(each, standing_badge(getattr(each.account, "member", None), today=day)) for each in page.rows],
        "page": page,
        "is_ahead": campaign.held_on is not None and campaign.held_on > day,
        "may_edit": access.can_edit_campaigns(reader),
        "timeline": items,
    }


def _recorded(campaign: Campaign) -> list[Fact]:
    """The campaign of its recording; or of which events this is the recording."""
    events = campaign.recorded_at.order_by("-held_on", "pk")[:SHOWN]
    facts = [Fact(label=_("Recorded at"), value=each.name, url=reverse("desk:campaign", args=[each.pk])) for each in events]
    after = campaign.on_demand
    return [*([Fact(label=_("On demand"), value=after.name, url=reverse("desk:campaign", args=[after.pk]))] if after else []), *facts]


def talks_of(account: Account, *, most: int = SHOWN) -> list[CampaignSpeaker]:
    """Where a customer spoke, the latest first; one more than `most` when there are more."""
    return list(customers.talks_of(account)[: most + 1])
