"""Transcripts: what was said, turn by turn. They belong to the story alone."""

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import MD5

from goodword.stories.models.stories import Story
from goodword.stories.states import TranscriptState


class Transcript(models.Model):
    """One recording in words."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="transcripts")
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2, default="en", db_default="en")
    added_by = models.ForeignKey("goodword.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=TranscriptState.choices, default=TranscriptState.OPEN, db_default="open")
    state_at = models.DateTimeField(null=True)
    # Who reads it at the customer, and what they wrote when they sent it back.
    contact = models.ForeignKey("goodword.Contact", null=True, on_delete=models.SET_NULL, related_name="+")
    remark = models.TextField(blank=True, default="", db_default="")
    # Whose approval it is; how we know, when they did not give it on the page; and what was approved, as a hash.
    approved_name = models.CharField(max_length=200, blank=True, default="", db_default="")
    approved_how = models.CharField(max_length=300, blank=True, default="", db_default="")
    seal = models.CharField(max_length=64, blank=True, default="", db_default="")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="transcript_has_a_name"),
            models.CheckConstraint(condition=~Q(state="approved") | ~Q(seal=""), name="approved_transcript_is_sealed"),
        ]

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


class Redline(models.Model):
    """How the customer would rather have a turn; empty when it should be left out. Gone once it is taken."""

    turn = models.OneToOneField(TranscriptTurn, on_delete=models.CASCADE, related_name="redline")
    words = models.TextField(blank=True)
    said_at = models.DateTimeField()
    # Why it was not taken; the customer reads it when the transcript comes again.
    answer = models.CharField(max_length=500, blank=True, default="")


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
