"""What can be changed for many customers at once, and what becomes of each of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BulkWhat(models.TextChoices):
    """The things that are changed in bulk."""

    OWNER = "owner", _("Account owner")
    CSM = "csm", _("Success manager")
    REGION = "region", _("Region")
    STANDING = "standing", _("Standing")
    ADD_TAGS = "add_tags", _("Add tags")
    REMOVE_TAGS = "remove_tags", _("Take tags away")


class Verdict(models.TextChoices):
    """What a change in bulk does to one customer, or why it does not."""

    CHANGES = "changes", _("Changes")
    SAME = "same", _("Stays as it is")
    NOT_YOURS = "not_yours", _("Not yours to change")
    NOT_MEMBER = "not_member", _("No member of the program")
    WRONG_STATE = "wrong_state", _("Not possible from its standing")
    BACK = "back", _("As before again")
    LEFT = "left", _("Left: changed since")


TAGS = (BulkWhat.ADD_TAGS, BulkWhat.REMOVE_TAGS)
# The field that each of them changes, as the journal names it.
FIELD: dict[str, str] = {
    BulkWhat.OWNER: "owner",
    BulkWhat.CSM: "csm",
    BulkWhat.REGION: "region",
    BulkWhat.STANDING: "standing",
    BulkWhat.ADD_TAGS: "tags",
    BulkWhat.REMOVE_TAGS: "tags",
}
# So many are locked, written and told in some seconds.
MOST_AT_ONCE = 20_000
