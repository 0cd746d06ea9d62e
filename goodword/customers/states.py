"""The standing of a member: who may move where. Read this first."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from goodword.kernel.transitions import table


class Standing(models.TextChoices):
    """How a member stands in the program."""

    RECRUITED = "recruited", _("Recruited")
    ACTIVE = "active", _("Active")
    CAUTION = "caution", _("With caution")
    PAUSED = "paused", _("Paused")
    RETIRED = "retired", _("Retired")
    DECLINED = "declined", _("Declined")


_ALL = tuple(Standing)
STANDING_MOVES = table(
    ("activate", [s for s in _ALL if s is not Standing.ACTIVE], Standing.ACTIVE),
    ("caution", (Standing.ACTIVE, Standing.RECRUITED, Standing.PAUSED, Standing.CAUTION), Standing.CAUTION),
    ("pause", (Standing.ACTIVE, Standing.CAUTION, Standing.RECRUITED, Standing.PAUSED), Standing.PAUSED),
    ("retire", [s for s in _ALL if s not in (Standing.RETIRED, Standing.DECLINED)], Standing.RETIRED),
    ("decline", (Standing.RECRUITED, Standing.ACTIVE, Standing.CAUTION, Standing.PAUSED), Standing.DECLINED),
)


class BulkState(models.TextChoices):
    """Where a change of many customers at once stands."""

    DRAFT = "draft", _("Not yet made")
    DONE = "done", _("Made")
    UNDONE = "undone", _("Undone")


BULK_MOVES = table(
    ("carry_out", (BulkState.DRAFT,), BulkState.DONE),
    ("undo", (BulkState.DONE,), BulkState.UNDONE),
)
