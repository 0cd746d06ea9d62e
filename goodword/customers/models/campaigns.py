"""Campaigns, and who spoke at them."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from goodword.customers.models.accounts import Account
from goodword.customers.models.contacts import Contact
from goodword.kernel.sql import Fold, Near


class Campaign(models.Model):
    """A marketing campaign (an event) that lists the members who spoke."""

    name = models.CharField(max_length=300)
    search_name = models.GeneratedField(expression=Fold(F("name")), output_field=models.TextField(), db_persist=True)
    kind = models.CharField(max_length=60, blank=True, default="")
    held_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    city = models.CharField(max_length=120, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    region = models.ForeignKey("goodword.Region", null=True, blank=True, on_delete=models.SET_NULL, related_name="campaigns")
    recording = models.CharField(max_length=500, blank=True, default="")
    # The campaign under which its recording is offered afterwards; the speakers stand there too.
    on_demand = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="recorded_at")
    source = models.CharField(max_length=60, blank=True, default="")
    external_id = models.CharField(max_length=120, blank=True, default="")
    unmapped = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id"], condition=~Q(external_id=""), name="campaign_external_id"),
            models.CheckConstraint(condition=~Q(name=""), name="campaign_has_a_name"),
            models.CheckConstraint(condition=~Q(on_demand=F("id")), name="campaign_is_not_its_own_recording"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(held_on__isnull=False, ended_on__gte=F("held_on")), name="campaign_ends_after_it_begins"
            ),
        ]
        indexes = [
            GinIndex(OpClass(F("search_name"), name="gin_trgm_ops"), name="campaign_name_trgm"),
            GinIndex(Near(F("search_name")), name="campaign_name_near"),
            models.Index(fields=["-held_on", "-id"], name="campaign_by_day"),
        ]

    def __str__(self) -> str:
        """The campaign's name."""
        return self.name


class CampaignSpeaker(models.Model):
    """A customer who spoke at a campaign, with the person if it is known."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="speakers")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="spoke_at")
    contact = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="spoke_at")
    # The import that named them, so that it can be undone as a whole.
    brought_by = models.BigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "account", "contact"], name="speaker_once")]
        indexes = [models.Index(fields=["brought_by"], condition=Q(brought_by__isnull=False), name="speaker_brought_by")]
