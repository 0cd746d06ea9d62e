"""When the interview is held: so long after the first call (document 002)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Timeframe(models.IntegerChoices):
    """Days until the interview."""

    MONTH = 30, _("30 days")
    TWO_MONTHS = 60, _("60 days")
    THREE_MONTHS = 90, _("90 days")
    HALF_A_YEAR = 180, _("6 months")
