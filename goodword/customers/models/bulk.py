"""Changes of many customers at once."""

from django.db import models

from goodword.customers.kinds.bulk import BulkWhat, Verdict
from goodword.customers.models.accounts import Account
from goodword.customers.states import BulkState


class BulkEdit(models.Model):
    """One change of many accounts at once: what it is, which accounts it is about, and the step in which it was made."""

    what = models.CharField(max_length=12, choices=BulkWhat.choices)
    values = models.JSONField(default=dict)  # ids and codes; empty until somebody has said what they become
    reason = models.TextField(blank=True, default="")
    state = models.CharField(max_length=10, choices=BulkState.choices, default=BulkState.DRAFT)
    state_at = models.DateTimeField()
    by = models.ForeignKey("goodword.User", on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    step = models.UUIDField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        """What is changed."""
        return f"{self.what} {self.pk}"


class BulkRow(models.Model):
    """One account of a change in bulk, and what became of it."""

    bulk = models.ForeignKey(BulkEdit, on_delete=models.CASCADE, related_name="rows")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="bulk_rows")
    verdict = models.CharField(max_length=12, choices=Verdict.choices, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bulk", "account"], name="bulk_row_once")]

    def __str__(self) -> str:
        """Which account, in which change."""
        return f"{self.account_id} in {self.bulk_id}"
