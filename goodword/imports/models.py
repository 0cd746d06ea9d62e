"""Import runs, remembered mappings and scales, rejected rows, and what unknown values mean."""

from django.db import models

from goodword.imports.states import State


class ImportMapping(models.Model):
    """How the columns of one source's files were mapped the last time."""

    kind = models.CharField(max_length=20)
    source = models.CharField(max_length=60)
    header_hash = models.CharField(max_length=64)
    columns = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "source", "header_hash"], name="mapping_once")]


class ValueMatch(models.Model):
    """What a value that is on no list means: an item's code, a region's or a person's key; blank when it is left as it is.

    Owners differ by source, lists do not.
    """

    vocabulary = models.CharField(max_length=20)
    source = models.CharField(max_length=60, blank=True, default="")
    value = models.CharField(max_length=300)
    target = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vocabulary", "source", "value"], name="value_means_one_thing")]


class HealthScale(models.Model):
    """What the scores and words of one source's lists were last said to mean."""

    source = models.CharField(max_length=60, unique=True)
    fair_from = models.PositiveSmallIntegerField()
    good_from = models.PositiveSmallIntegerField()
    words = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(fair_from__gt=0, fair_from__lt=models.F("good_from"), good_from__lte=100), name="health_scale_in_order"
            )
        ]

    def __str__(self) -> str:
        """The source."""
        return self.source


class ImportRun(models.Model):
    """One file brought in: what was detected, how it was mapped, how far it got, what came of it."""

    kind = models.CharField(max_length=20)
    source = models.CharField(max_length=60)
    file_name = models.CharField(max_length=255)
    stored_as = models.CharField(max_length=255)
    bytes = models.BigIntegerField(default=0)
    detected = models.JSONField(default=dict)
    chosen = models.JSONField(default=dict)
    columns = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.UPLOADED)
    state_at = models.DateTimeField()
    is_dry = models.BooleanField(default=False)
    stop_requested = models.BooleanField(default=False)
    started_by = models.ForeignKey("goodword.User", null=True, on_delete=models.SET_NULL, related_name="+")
    started_at = models.DateTimeField(null=True)
    lines = models.PositiveIntegerField(default=0)
    line_reached = models.PositiveIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    rows_taken = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0)
    preview = models.JSONField(default=list)
    error = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        """The file's name."""
        return self.file_name


class ImportRejection(models.Model):
    """One row (or value) that was not taken, with its line, column, value, reason and remedy."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rejections")
    line = models.PositiveIntegerField()
    subject = models.CharField(max_length=300, blank=True, default="")
    column = models.CharField(max_length=200, blank=True, default="")
    value = models.TextField(blank=True, default="")
    reason = models.CharField(max_length=500)
    remedy = models.CharField(max_length=300, blank=True, default="")
    row_was_taken = models.BooleanField(default=False)

    class Meta:
        ordering = ["line", "pk"]
        indexes = [models.Index(fields=["run", "line"], name="rejection_by_line")]
