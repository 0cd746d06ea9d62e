"""The states of an import run. Read this first."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from goodword.kernel.transitions import table


class State(models.TextChoices):
    """The states of a run."""

    UPLOADED = "uploaded", _("Not yet brought in")
    TRIED = "tried", _("Tried")
    QUEUED = "queued", _("Waiting to start")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")
    FAILED = "failed", _("Could not be read")


_RESTING = (State.UPLOADED, State.TRIED, State.DONE, State.STOPPED, State.FAILED)
MOVES = table(
    ("correct", (State.UPLOADED, State.TRIED, State.FAILED), State.UPLOADED),
    ("queue", _RESTING, State.QUEUED),
    ("run", (State.QUEUED, State.RUNNING), State.RUNNING),
    ("end_trial", (State.RUNNING,), State.TRIED),
    ("finish", (State.RUNNING,), State.DONE),
    ("stop", (State.QUEUED, State.RUNNING), State.STOPPED),
    ("take_back", (State.DONE, State.STOPPED), State.UNDOING),
    ("undo", (State.UNDOING,), State.UNDONE),
    ("stay_done", (State.UNDOING,), State.DONE),
    ("stay_stopped", (State.UNDOING,), State.STOPPED),
    ("fail", (State.UPLOADED, State.QUEUED, State.RUNNING), State.FAILED),
)
WORKING = (State.QUEUED, State.RUNNING, State.UNDOING)
