"""What a nomination is for, and where it came from: the second is kept on the member as how it joined."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What somebody is nominated for."""

    PROGRAM = "program", _("The reference program")
    ADVISORY_BOARD = "advisory_board", _("The customer advisory board")


class Source(models.TextChoices):
    """Where a nomination came from."""

    NOMINATED = "nominated", _("Nominated by a colleague")
    EXTERNAL_PAGE = "external_page", _("Registered on the public page")
    REFERENCE_LEAD = "reference_lead", _("Found as a reference lead")
