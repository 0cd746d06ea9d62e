"""A run: a playbook as it is being followed for one thing, with a row for each step."""

from django.db import models
from django.db.models import Q

from goodword.playbooks.kinds import StepRole
from goodword.playbooks.models.versions import PlaybookVersion
from goodword.playbooks.states import STEP_ENDED, RunState, StepState


class Run(models.Model):
    """One run of a version; what it is for is told by kind and id, and answers its gates."""

    subject_kind = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    version = models.ForeignKey(PlaybookVersion, on_delete=models.PROTECT, related_name="runs")
    region = models.ForeignKey("goodword.Region", null=True, on_delete=models.PROTECT, related_name="+")
    # The first day of the event from which steps are counted back.
    anchor_on = models.DateField(null=True)
    circle = models.ForeignKey("goodword.Circle", null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.RUNNING)
    state_at = models.DateTimeField()
    started_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["subject_kind", "subject_id"], name="one_run_of_each")]


class RunStep(models.Model):
    """A step of a run. Done again, it is another row with the next number. `is_gone`: the version that is followed now has it no more."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="steps")
    key = models.CharField(max_length=60)
    number = models.PositiveSmallIntegerField(default=1)
    place = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=20, choices=StepRole.choices)
    state = models.CharField(max_length=10, choices=StepState.choices, default=StepState.WAITING)
    state_at = models.DateTimeField()
    is_gone = models.BooleanField(default=False)
    assignee = models.ForeignKey("goodword.User", null=True, on_delete=models.PROTECT, related_name="run_steps")
    opened_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    done_by = models.ForeignKey("goodword.User", null=True, on_delete=models.PROTECT, related_name="+")
    # Gates that did not hold when somebody went over them.
    over = models.JSONField(default=list)
    # Why it was left out, or done although a gate did not hold; and what somebody remarks about it.
    reason = models.TextField(blank=True, default="")
    remark = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["place", "number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "key", "number"], name="run_step_once"),
            models.CheckConstraint(condition=~Q(state=StepState.OPEN) | Q(opened_at__isnull=False), name="open_step_was_opened"),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in STEP_ENDED]) | Q(done_by=None), name="step_done_by_when_ended"
            ),
        ]
        indexes = [models.Index(fields=["assignee", "due_on"], condition=Q(state=StepState.OPEN), name="open_steps_of")]
