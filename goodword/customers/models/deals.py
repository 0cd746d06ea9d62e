"""Deals that a reference may help."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from goodword.customers.models.accounts import Account
from goodword.customers.models.fields import short_codes
from goodword.kernel.sql import Fold, Near


class Opportunity(models.Model):
    """A deal that a reference may help; `account` is the prospect, when known here."""

    name = models.CharField(max_length=300)
    search_name = models.GeneratedField(expression=Fold(F("name")), output_field=models.TextField(), db_persist=True)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.CASCADE, related_name="opportunities")
    owner = models.ForeignKey("goodword.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="opportunities")
    stage = models.CharField(max_length=60, blank=True, default="")
    amount = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True, default="")
    close_on = models.DateField(null=True, blank=True)
    competitor = models.CharField(max_length=60, blank=True, default="")
    use_cases = short_codes()
    source = models.CharField(max_length=60, blank=True, default="")
    external_id = models.CharField(max_length=120, blank=True, default="")
    unmapped = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = "opportunities"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id"], condition=~Q(external_id=""), name="opportunity_external_id")
        ]
        indexes = [
            GinIndex(OpClass(F("search_name"), name="gin_trgm_ops"), name="opportunity_name_trgm"),
            GinIndex(Near(F("search_name")), name="opportunity_name_near"),
        ]

    def __str__(self) -> str:
        """The deal's name."""
        return self.name
