"""The standing of a reference member."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    """How a member stands in the program."""

    RECRUITED = "recruited", _("Recruited")
    ACTIVE = "active", _("Active")
    CAUTION = "caution", _("With caution")
    PAUSED = "paused", _("Paused")
    RETIRED = "retired", _("Retired")
    DECLINED = "declined", _("Declined")
