"""Campaigns by hand: what, when and where, and who spoke."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.customers.access import check_campaigns
from goodword.customers.actions.fields import changed_fields
from goodword.customers.models import Account, Campaign, CampaignSpeaker, Contact
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotFound
from goodword.kernel.refusal import Refused, refuse


@transaction.atomic
def create_campaign(*, by: Actor, at: datetime, **fields: Any) -> Campaign:
    """Write down a campaign."""
    check_campaigns(by)
    campaign = Campaign.objects.create(**fields)
    record("campaign.created", by=by, at=at, about=[campaign])
    return campaign


@transaction.atomic
def edit_campaign(campaign: Campaign, *, by: Actor, at: datetime, **fields: Any) -> Campaign:
    """Change what is known about a campaign. Who spoke there is written into the campaign of its recording when that is named."""
    check_campaigns(by)
    locked = _locked(campaign)
    changed = changed_fields(locked, fields)
    if changed:
        locked.save()
        record("campaign.edited", by=by, at=at, about=[locked], fields=changed)
    if "on_demand" in changed and locked.on_demand is not None:
        for speaker in locked.speakers.select_related("account", "contact").order_by("pk"):
            if note_speaker(locked.on_demand.pk, account_id=speaker.account_id, contact_id=speaker.contact_id, at=at):
                about = [locked.on_demand, speaker.account, *([speaker.contact] if speaker.contact else [])]
                record("campaign.speaker_added", by=by, at=at, about=about)
    return locked


@transaction.atomic
def add_speaker(
    campaign: Campaign, *, account: Account, contact: Contact | None = None, by: Actor, at: datetime
) -> CampaignSpeaker | Refused:
    """Write down that a customer spoke; refused when that is written down already."""
    check_campaigns(by)
    locked = _locked(campaign)
    if contact is not None and contact.account_id != account.pk:
        raise NotFound
    rows = CampaignSpeaker.objects.filter(campaign=locked, account=account)
    if rows.filter(contact=contact).exists():
        return refuse("already", _("%(name)s is on the list already.") % {"name": contact.name if contact else account.name})
    nameless = rows.filter(contact=None).first() if contact else None
    if nameless is not None:  # now it is known who it was
        nameless.contact = contact
        nameless.save(update_fields=["contact"])
        speaker = nameless
    else:
        speaker = CampaignSpeaker.objects.create(campaign=locked, account=account, contact=contact, created_at=at)
    record("campaign.speaker_added", by=by, at=at, about=_about(speaker))
    return speaker


def note_speaker(campaign_id: int, *, account_id: int, contact_id: int | None, at: datetime) -> bool:
    """Write down that a customer spoke, once; says whether that is new. The caller holds the lock of the account, or of its request."""
    rows = CampaignSpeaker.objects.filter(campaign=campaign_id, account=account_id)
    if rows.filter(contact=contact_id).exists() or (contact_id is None and rows.exists()):
        return False
    if contact_id is not None and rows.filter(contact=None).update(contact=contact_id):  # now it is known who it was
        return True
    speaker = CampaignSpeaker(campaign_id=campaign_id, account_id=account_id, contact_id=contact_id, created_at=at)
    CampaignSpeaker.objects.bulk_create([speaker], ignore_conflicts=True)
    return True


@transaction.atomic
def take_speaker(speaker: CampaignSpeaker, *, by: Actor, at: datetime) -> None:
    """Take a speaker off the list who did not speak."""
    check_campaigns(by)
    _locked(speaker.campaign)
    found = CampaignSpeaker.objects.select_related("campaign", "account", "contact").filter(pk=speaker.pk).first()
    if found is None:
        raise NotFound
    record("campaign.speaker_taken", by=by, at=at, about=_about(found))
    found.delete()


def _locked(campaign: Campaign) -> Campaign:
    locked = Campaign.objects.select_for_update(no_key=True).filter(pk=campaign.pk).first()
    if locked is None:
        raise NotFound
    return locked


def _about(speaker: CampaignSpeaker) -> list[Any]:
    return [speaker.campaign, speaker.account, *([speaker.contact] if speaker.contact else [])]
