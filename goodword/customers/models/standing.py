"""What rules did to the standing of members, and the nights on which they looked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from goodword.customers.kinds import Standing
from goodword.customers.kinds.standing import StandingRule
from goodword.customers.models.accounts import Account


class HowEnded(models.TextChoices):
    """What became of a change that a rule made."""

    RETURNED = "returned", _("Returned by itself")
    REPLACED = "replaced", _("Replaced by another rule")
    REVERSED = "reversed", _("Taken back")
    BY_HAND = "by_hand", _("Changed by hand")


class StandingChange(models.Model):
    """One change of a member's standing that a rule made: by what, from where to where, and what became of it."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="standing_changes")
    rule = models.CharField(max_length=20, choices=StandingRule.choices)
    fact = models.CharField(max_length=20, blank=True, default="")
    before = models.CharField(max_length=12, choices=Standing.choices)
    after = models.CharField(max_length=12, choices=Standing.choices)
    at = models.DateTimeField()
    until = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_how = models.CharField(max_length=10, blank=True, default="", db_default="", choices=HowEnded.choices)
    ended_by = models.ForeignKey("goodword.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["-at", "-id"], name="standing_change_at"),
            models.Index(fields=["account"], condition=models.Q(ended_at=None), name="standing_change_open"),
        ]

    def __str__(self) -> str:
        """From where to where, and why."""
        return f"{self.before} {self.after} {self.rule}"


class StandingNight(models.Model):
    """One day on which the rules looked at everybody: once a day, however many workers there are."""

    day = models.DateField(unique=True)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    moved = models.PositiveIntegerField(default=0)
    returned = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        """Which one."""
        return self.day.isoformat()
