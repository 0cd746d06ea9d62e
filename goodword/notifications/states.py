"""The states of a mail. Read this first."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from goodword.kernel.transitions import table


class State(models.TextChoices):
    """The states of a mail."""

    QUEUED = "queued", _("Waiting to leave")
    SENT = "sent", _("Sent")
    KEPT = "kept", _("Kept here")
    FAILED = "failed", _("Could not be sent")
    CANCELLED = "cancelled", _("Taken back")
    DAILY = "daily", _("Waits for the daily mail")
    TOLD = "told", _("In the daily mail")


MOVES = table(
    ("send", (State.QUEUED,), State.SENT),
    ("keep", (State.QUEUED,), State.KEPT),
    ("fail", (State.QUEUED,), State.FAILED),
    ("come_back", (State.SENT,), State.FAILED),
    ("retry", (State.FAILED,), State.QUEUED),
    ("cancel", (State.QUEUED, State.DAILY), State.CANCELLED),
    ("set_aside", (State.QUEUED,), State.DAILY),
    ("tell", (State.DAILY,), State.TOLD),
)
