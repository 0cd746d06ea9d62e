"""What the team of a customer was asked about those who registered, and what it said."""

from django.db import models
from django.db.models import Q

from goodword.recruiting.kinds.reviewing import Fitness, Side
from goodword.recruiting.models.registrations import Registration


class FitnessAsk(models.Model):
    """One mail to one colleague about some registrations: its link answers these and nothing else."""

    to = models.ForeignKey("goodword.User", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("goodword.User", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        """Its key."""
        return f"ask {self.pk}"


class FitnessAnswer(models.Model):
    """What one of the team says of one registration, until it is decided; `words` can be erased.

    `deputy_for` is who was asked first, when somebody answers in their place.
    """

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="fitness")
    side = models.CharField(max_length=10, choices=Side.choices)
    ask = models.ForeignKey(FitnessAsk, on_delete=models.PROTECT, related_name="answers")
    asked = models.ForeignKey("goodword.User", on_delete=models.PROTECT, related_name="fitness_asked")
    deputy_for = models.ForeignKey("goodword.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    remind_at = models.DateTimeField(null=True)
    told_overdue_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=10, choices=Fitness.choices, blank=True, default="")
    until_on = models.DateField(null=True)
    words = models.TextField(blank=True, default="")
    answered_by = models.ForeignKey("goodword.User", null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-side", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "side"], name="one_fitness_a_side"),
            models.CheckConstraint(condition=Q(answer="") | Q(answered_at__isnull=False), name="fitness_has_a_day"),
            models.CheckConstraint(condition=~Q(answer="not_now") | Q(until_on__isnull=False), name="fitness_not_now_has_a_day"),
        ]
        indexes = [
            models.Index(fields=["asked"], condition=Q(answer=""), name="fitness_open_of"),
            models.Index(fields=["due_at"], condition=Q(answer="", told_overdue_at=None), name="fitness_to_chase"),
        ]

    def __str__(self) -> str:
        """Whose."""
        return f"fitness of registration {self.registration_id}"
