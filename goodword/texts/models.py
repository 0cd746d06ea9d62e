"""Texts as versions, and the words of one mail."""

from django.db import models
from django.db.models import Q


class TextVersion(models.Model):
    """One version of one kind in one language; the newest is in force. `is_ours`: from here on our own words again."""

    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=10)
    number = models.PositiveIntegerField()
    subject = models.CharField(max_length=120, blank=True, default="")
    greeting = models.CharField(max_length=120, blank=True, default="")
    body = models.TextField(blank=True, default="")
    closing = models.TextField(blank=True, default="")
    is_ours = models.BooleanField(default=False)
    why = models.CharField(max_length=300, blank=True, default="")
    by = models.ForeignKey("goodword.User", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "language", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "language", "number"], name="text_version_once"),
            models.CheckConstraint(condition=Q(is_ours=True) | ~Q(subject="") & ~Q(body=""), name="text_has_words"),
        ]

    def __str__(self) -> str:
        """Which version of what."""
        return f"{self.kind} {self.language} {self.number}"


class OwnWords(models.Model):
    """What somebody changed in one mail before it left: the words of what one journal entry says was sent. Erasable."""

    entry = models.OneToOneField("goodword.Entry", on_delete=models.CASCADE, related_name="own_words")
    subject = models.CharField(max_length=300)
    body = models.TextField()

    def __str__(self) -> str:
        """Its subject."""
        return self.subject
