"""Who does a step, as a part that somebody has in it."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class StepRole(models.TextChoices):
    """The parts that a step can be given to."""

    MANAGER = "manager", _("Whoever leads it")
    WRITER = "writer", _("Whoever writes")
    PMM = "pmm", _("Product marketing")
    CONTENT = "content", _("Content team")
    PR = "pr", _("PR")
    PARTNER = "partner", _("Partner team")
    LEGAL = "legal", _("Legal")
    SOCIAL = "social", _("Social media")
    PUBLISHER = "publisher", _("Whoever publishes")
    ACCOUNT_OWNER = "account_owner", _("Account owner")
    CSM = "csm", _("Success manager")
    CUSTOMER = "customer", _("The customer")
    VENDOR = "vendor", _("A service from outside")
    HOST = "host", _("Whoever holds the event")


# Parts of people who do not work here: a colleague has the step and sees to it, but it waits for them.
OUTSIDE: Final = (StepRole.CUSTOMER, StepRole.VENDOR)
