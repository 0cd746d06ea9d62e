"""An approval is open until one answer ends it. Read this first."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from goodword.kernel.transitions import table


class State(models.TextChoices):
    """The states of an approval."""

    OPEN = "open", _("Waiting")
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("No longer needed")


MOVES = table(
    ("approve", (State.OPEN,), State.APPROVED),
    ("decline", (State.OPEN,), State.DECLINED),
    ("withdraw", (State.OPEN,), State.WITHDRAWN),
)
