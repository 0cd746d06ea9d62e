"""The standing of a reference member: its states, offered here beside the other vocabularies, and the rules that move it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from goodword.customers.states import Standing

__all__ = ["Standing", "StandingRule"]


class StandingRule(models.TextChoices):
    """Why the standing of a member changes by itself."""

    RENEWAL = "renewal", _("Renewal is near")
    HEALTH = "health", _("Health is low")
    ESCALATION = "escalation", _("Escalation is open")
    UNVERIFIED = "unverified", _("Record not confirmed")
    LONG_UNVERIFIED = "long_unverified", _("Record not confirmed for long")
