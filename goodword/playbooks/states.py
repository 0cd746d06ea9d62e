"""Who may move where. Read this first."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from goodword.kernel.transitions import table


class RunState(models.TextChoices):
    """The states of a run."""

    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")


class StepState(models.TextChoices):
    """The states of a step of a run."""

    WAITING = "waiting", _("Later")
    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    SKIPPED = "skipped", _("Left out")


RUN_MOVES = table(
    ("finish", (RunState.RUNNING,), RunState.DONE),
    ("go_on", (RunState.DONE,), RunState.RUNNING),
    ("stop", (RunState.RUNNING, RunState.DONE), RunState.STOPPED),
    ("resume", (RunState.STOPPED,), RunState.RUNNING),
)
STEP_ENDED = (StepState.DONE, StepState.SKIPPED)
STEP_MOVES = table(
    ("open", (StepState.WAITING,), StepState.OPEN),
    ("wait", (StepState.OPEN,), StepState.WAITING),
    ("finish", (StepState.OPEN,), StepState.DONE),
    ("skip", (StepState.OPEN, StepState.WAITING), StepState.SKIPPED),
    ("reopen", STEP_ENDED, StepState.OPEN),
)
