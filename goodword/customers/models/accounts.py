"""Customer companies."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from goodword.customers.kinds import Health, Sentiment
from goodword.customers.models.fields import short_codes
from goodword.kernel.sql import Fold, Near


class Account(models.Model):
    """A customer company; may belong to a parent. Codes point into controlled lists; what could not be mapped is kept in `unmapped`."""

    name = models.CharField(max_length=300)
    search_name = models.GeneratedField(expression=Fold(F("name")), output_field=models.TextField(), db_persist=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="children")
    source = models.CharField(max_length=60, blank=True, default="")
    external_id = models.CharField(max_length=120, blank=True, default="")
    website = models.CharField(max_length=300, blank=True, default="")
    description = models.TextField(blank=True, default="")
    industry = models.CharField(max_length=60, blank=True, default="")
    region = models.ForeignKey("goodword.Region", null=True, blank=True, on_delete=models.SET_NULL, related_name="accounts")
    city = models.CharField(max_length=120, blank=True, default="")
    state = models.CharField(max_length=120, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    segment = models.CharField(max_length=60, blank=True, default="")
    tier = models.CharField(max_length=60, blank=True, default="")
    seats = models.PositiveIntegerField(null=True, blank=True)
    use_cases = short_codes()
    stages_used = short_codes()
    tech_stack = short_codes(120)
    competitors_replaced = short_codes()
    product_version = models.CharField(max_length=60, blank=True, default="")
    health = models.CharField(max_length=10, blank=True, default="", choices=Health.choices)
    health_checked_on = models.DateField(null=True, blank=True)
    health_score = models.PositiveSmallIntegerField(null=True, blank=True)
    sentiment = models.CharField(max_length=10, blank=True, default="", db_default="", choices=Sentiment.choices)
    sentiment_note = models.CharField(max_length=300, blank=True, default="", db_default="")
    sentiment_on = models.DateField(null=True, blank=True)
    usage = models.CharField(max_length=60, blank=True, default="", db_default="")
    escalated_on = models.DateField(null=True, blank=True)
    renewal_on = models.DateField(null=True, blank=True)
    customer_since = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(
        "goodword.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="owned_accounts", db_index=False
    )  # account_by_owner serves it
    csm = models.ForeignKey("goodword.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="success_accounts")
    blocked_prospects = short_codes(120)
    tags = ArrayField(models.CharField(max_length=60), default=list, db_default=[], blank=True)
    do_not_contact = models.BooleanField(default=False)
    unmapped = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id"], condition=~Q(external_id=""), name="account_external_id"),
            models.CheckConstraint(condition=~Q(name=""), name="account_has_a_name"),
        ]
        indexes = [
            GinIndex(OpClass(F("search_name"), name="gin_trgm_ops"), name="account_name_trgm"),
            GinIndex(Near(F("search_name")), name="account_name_near"),
            GinIndex(OpClass(Upper("website"), name="gin_trgm_ops"), name="account_website_trgm"),
            models.Index(fields=["search_name", "id"], include=("country", "industry", "segment", "region"), name="account_by_name"),
            models.Index(fields=["owner", "search_name", "id"], include=("industry", "segment", "region"), name="account_by_owner"),
            models.Index(fields=["industry", "region", "segment"], name="account_facets"),
            models.Index(fields=["country", "state"], name="account_place"),
            models.Index(fields=["industry", "search_name", "id"], name="account_by_industry"),
            models.Index(fields=["segment", "search_name", "id"], name="account_by_segment"),
            models.Index(fields=["renewal_on", "search_name", "id"], name="account_by_renewal"),
            GinIndex(fields=["use_cases"], name="account_use_cases"),
            GinIndex(fields=["competitors_replaced"], name="account_replaced"),
            GinIndex(fields=["tags"], name="account_tags"),
        ]

    def __str__(self) -> str:
        """The company's name."""
        return self.name
