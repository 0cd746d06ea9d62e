"""Where an erasure stands. Read this first."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from goodword.kernel.transitions import table


class State(models.TextChoices):
    """The states of an erasure."""

    ASKED = "asked", _("About to begin")
    AT_WORK = "at_work", _("The person is gone; what names them is being looked for")
    DONE = "done", _("Done")


MOVES = table(
    ("begin", (State.ASKED,), State.AT_WORK),
    ("finish", (State.ASKED, State.AT_WORK), State.DONE),
)
