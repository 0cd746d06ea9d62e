"""Who has a part in a story."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from goodword.people.kinds import Role


class Part(models.TextChoices):
    """The parts that colleagues have in a story (document 002 and PRODUCT section 2)."""

    MANAGER = "manager", _("Leads it")
    WRITER = "writer", _("Writes")
    PMM = "pmm", _("Product marketing")
    CONTENT = "content", _("Content team")
    PR = "pr", _("PR")
    PARTNER = "partner", _("Partner team")
    LEGAL = "legal", _("Legal")
    SOCIAL = "social", _("Social media")
    PUBLISHER = "publisher", _("Publishes")


# The role whose holders are offered first for a part.
OFFERED: Final = {Part.MANAGER: Role.REFERENCE_MANAGER, Part.PMM: Role.PMM, Part.PR: Role.PR, Part.LEGAL: Role.LEGAL}
