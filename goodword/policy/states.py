"""The states of a replay of the policy. Read this first."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from goodword.kernel.transitions import table


class ReplayState(models.TextChoices):
    """How far a replay is."""

    QUEUED = "queued", _("Waiting to start")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")
    FAILED = "failed", _("Did not finish")


REPLAY_MOVES = table(
    ("run", (ReplayState.QUEUED, ReplayState.RUNNING), ReplayState.RUNNING),
    ("finish", (ReplayState.RUNNING,), ReplayState.DONE),
    ("stop", (ReplayState.QUEUED, ReplayState.RUNNING), ReplayState.STOPPED),
    ("fail", (ReplayState.QUEUED, ReplayState.RUNNING), ReplayState.FAILED),
    ("start_again", (ReplayState.STOPPED, ReplayState.FAILED), ReplayState.QUEUED),
)
REPLAY_WORKING = (ReplayState.QUEUED, ReplayState.RUNNING)
