"""Transcripts: what was said, turn by turn. They belong to the story alone."""

from django.db import models
from django.db.models import Q

from goodword.stories.models.stories import Story


class Transcript(models.Model):
    """One recording in words."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="transcripts")
    name = models.CharField(max_length=200)
    added_by = models.ForeignKey("goodword.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="transcript_has_a_name")]

    def __str__(self) -> str:
        """What it is called."""
        return self.name


class TranscriptTurn(models.Model):
    """What one person said without a break, and at which second of the recording."""

    transcript = models.ForeignKey(Transcript, on_delete=models.CASCADE, related_name="turns")
    place = models.PositiveIntegerField()
    speaker = models.CharField(max_length=60, blank=True, default="")
    at_second = models.FloatField(null=True)
    text = models.TextField()

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["transcript", "place"], name="turn_has_a_place")]
