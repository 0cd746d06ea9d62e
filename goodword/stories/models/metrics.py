"""A figure of a story: before, after, and who stands for it."""

from django.db import models
from django.db.models import Q

from goodword.stories.kinds.drivers import Better
from goodword.stories.models.stories import Story


class Metric(models.Model):
    """One metric: `kind` is its code in the catalogue, or empty for one that the customer made up, which then has a name of its own."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="metrics")
    kind = models.CharField(max_length=40, blank=True, default="")
    name = models.CharField(max_length=200)
    before = models.DecimalField(max_digits=18, decimal_places=4)
    after = models.DecimalField(max_digits=18, decimal_places=4)
    unit = models.CharField(max_length=30, blank=True, default="")
    better = models.CharField(max_length=5, choices=[(each.value, each.value) for each in Better])
    # Over which time, how it was measured, and who at the customer stands for it.
    period = models.CharField(max_length=200, blank=True, default="")
    measured_how = models.CharField(max_length=500, blank=True, default="")
    confirmed_by = models.CharField(max_length=200, blank=True, default="")
    confirmed_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    written_by = models.ForeignKey("goodword.User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="metric_has_a_name"),
            models.CheckConstraint(condition=Q(before__gte=0, after__gte=0), name="metric_is_not_negative"),
            models.CheckConstraint(condition=Q(confirmed_on=None) | ~Q(confirmed_by=""), name="metric_confirmed_by_somebody"),
        ]
        indexes = [models.Index(fields=["story"], name="metrics_of_story")]
