"""Mails as rows, and how each colleague wants to be told."""

from typing import Final

from django.db import models
from django.db.models import Q

from goodword.notifications.kinds import ABOUT, Kind, Way
from goodword.notifications.states import State

FIRST_HOUR: Final = 8


class Mail(models.Model):
    """One mail to one colleague, one contact, or somebody who registered; `key` makes a repeated reaction write it once."""

    message = models.CharField(max_length=60)
    to_user = models.ForeignKey("goodword.User", null=True, on_delete=models.CASCADE, related_name="mails")
    to_contact = models.ForeignKey("goodword.Contact", null=True, on_delete=models.CASCADE, related_name="mails")
    to_registration = models.ForeignKey("goodword.Registration", null=True, on_delete=models.CASCADE, related_name="mails")
    context = models.JSONField(default=dict)
    circle = models.ForeignKey("goodword.Circle", null=True, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=120, unique=True)
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    state_at = models.DateTimeField()
    created_at = models.DateTimeField()
    send_after = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True, default="")
    words_gone_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_user__isnull=False, to_contact=None, to_registration=None)
                | Q(to_user=None, to_contact__isnull=False, to_registration=None)
                | Q(to_user=None, to_contact=None, to_registration__isnull=False),
                name="mail_has_one_reader",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "send_after"], name="mail_to_send"),
            models.Index(fields=["state_at"], condition=Q(words_gone_at=None), name="mail_with_words"),
        ]


class Wish(models.Model):
    """How a colleague wants to be told of one kind of notice; without a colleague, what holds for whoever has not chosen."""

    user = models.ForeignKey("goodword.User", null=True, on_delete=models.CASCADE, related_name="wishes")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    way = models.CharField(max_length=10, choices=Way.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="wish_once", nulls_distinct=False),
            models.CheckConstraint(
                condition=~Q(way=Way.OFF) | ~Q(kind__in=sorted(kind for kind, about in ABOUT.items() if Way.OFF not in about.ways)),
                name="wish_not_off",
            ),
        ]

    def __str__(self) -> str:
        """The kind and its way."""
        return f"{self.kind}: {self.way}"


class Daily(models.Model):
    """From which hour on, by their own clock, a colleague gets the daily mail; `last_on` is the day that was looked at last."""

    user = models.OneToOneField("goodword.User", on_delete=models.CASCADE, related_name="daily")
    hour = models.PositiveSmallIntegerField(default=FIRST_HOUR)
    last_on = models.DateField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(hour__lt=24), name="daily_hour")]

    def __str__(self) -> str:
        """The hour."""
        return f"{self.hour}:00"


class SentWords(models.Model):
    """The words of a mail to a customer as it left: what it said can be read later, whatever the text says by then. Erasable."""

    mail = models.OneToOneField(Mail, on_delete=models.CASCADE, related_name="sent_words")
    words = models.JSONField()

    def __str__(self) -> str:
        """Its subject."""
        return str(self.words.get("subject", ""))
