"""Transcripts: what was said, turn by turn. They belong to the story alone."""

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import MD5

from goodword.stories.models.stories import Story


class Transcript(models.Model):
    """One recording in words."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="transcripts")
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2, default="en", db_default="en")
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
    # The sentences worth a second look: where each begins and ends in the text, and the codes of the rules that speak for it.
    marks = models.JSONField(default=list, db_default=Value([], models.JSONField()))
    has_figure = models.BooleanField(default=False, db_default=False)
    is_quotable = models.BooleanField(default=False, db_default=False)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["transcript", "place"], name="turn_has_a_place")]


class Quote(models.Model):
    """Words of somebody at the customer, as they may be printed, and the sentences they were taken from."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="quotes")
    # Gone with its transcript: the sentence it was taken from stays, and that it is approved no longer does.
    turn = models.ForeignKey(TranscriptTurn, null=True, on_delete=models.SET_NULL, related_name="quotes")
    words = models.TextField()
    source = models.TextField()
    speaker = models.CharField(max_length=60, blank=True, default="")
    added_by = models.ForeignKey("goodword.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(words="") & ~Q(source=""), name="quote_has_words_and_a_source"),
            models.UniqueConstraint("story", "turn", MD5("source"), name="sentence_is_quoted_once"),
        ]
