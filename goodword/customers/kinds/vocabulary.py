"""Kinds of controlled list, and health."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ListKind(models.TextChoices):
    """The controlled lists that a reference manager keeps."""

    INDUSTRY = "industry", _("Industry")
    SEGMENT = "segment", _("Segment")
    TIER = "tier", _("Product tier")
    USE_CASE = "use_case", _("Use case")
    COMPETITOR = "competitor", _("Competitor replaced")
    PERSONA = "persona", _("Persona")
    DEAL_STAGE = "deal_stage", _("Deal stage")
    TAG = "tag", _("Tag")
    CAMPAIGN_KIND = "campaign_kind", _("Kind of campaign")


class Health(models.TextChoices):
    """How the customer relation is doing."""

    GOOD = "good", _("Good")
    FAIR = "fair", _("Fair")
    POOR = "poor", _("Poor")
    UNKNOWN = "", _("Not known")


class Sentiment(models.TextChoices):
    """What the customer feels about us, as the team hears it."""

    POSITIVE = "positive", _("Positive")
    NEUTRAL = "neutral", _("Neutral")
    NEGATIVE = "negative", _("Negative")
    UNKNOWN = "", _("Not known")


class StageEnd(models.TextChoices):
    """What a deal stage means for the deal."""

    OPEN = "", _("The deal is open")
    WON = "won", _("The deal is won")
    LOST = "lost", _("The deal is lost")
