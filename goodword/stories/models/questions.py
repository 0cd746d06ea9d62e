"""The questions of an interview, as they are asked: taken from the library, or one's own."""

from django.db import models
from django.db.models import Q

from goodword.stories.kinds.questions import Answer
from goodword.stories.models.stories import Story


class InterviewQuestion(models.Model):
    """One question of a story's interview, in the words in which it is asked."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="questions")
    place = models.PositiveIntegerField()
    # Of the library; empty for one's own.
    code = models.CharField(max_length=40, blank=True, default="")
    words = models.CharField(max_length=1000)
    answer = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Answer], default=Answer.TEXT.value)
    choices = models.JSONField(default=list)
    follow_up = models.CharField(max_length=500, blank=True, default="")
    # The part in the story that hears of an answer.
    tells = models.CharField(max_length=20, blank=True, default="")
    added_by = models.ForeignKey("goodword.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["story", "place"], name="question_has_a_place", deferrable=models.Deferrable.DEFERRED),
            models.UniqueConstraint(fields=["story", "code"], condition=~Q(code=""), name="library_question_is_asked_once"),
            models.CheckConstraint(condition=~Q(words=""), name="question_has_words"),
        ]
