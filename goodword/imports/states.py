"""The states of an import run. Read this first."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from goodword.kernel.transitions import table


class State(models.TextChoices):
    """The states of a run."""

    UPLOADED = "uploaded", _("Uploaded")
    QUEUED = "queued", _("Waiting to start")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")
    FAILED = "failed", _("Could not be read")


MOVES = table(
    ("queue", (State.UPLOADED, State.STOPPED, State.FAILED), State.QUEUED),
    ("run", (State.QUEUED, State.RUNNING), State.RUNNING),
    ("finish", (State.RUNNING,), State.DONE),
    ("stop", (State.QUEUED, State.RUNNING), State.STOPPED),
    ("fail", (State.UPLOADED, State.QUEUED, State.RUNNING), State.FAILED),
)
