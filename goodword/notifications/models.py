"""Mails as rows."""

from django.db import models
from django.db.models import Q

from goodword.notifications.states import State


class Mail(models.Model):
    """One mail to one colleague or one contact; `key` makes a repeated reaction write it once."""

    message = models.CharField(max_length=60)
    to_user = models.ForeignKey("goodword.User", null=True, on_delete=models.CASCADE, related_name="mails")
    to_contact = models.ForeignKey("goodword.Contact", null=True, on_delete=models.CASCADE, related_name="mails")
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
            models.CheckConstraint(condition=Q(to_user__isnull=False) ^ Q(to_contact__isnull=False), name="mail_has_one_reader"),
        ]
        indexes = [
            models.Index(fields=["state", "send_after"], name="mail_to_send"),
            models.Index(fields=["state_at"], condition=Q(words_gone_at=None), name="mail_with_words"),
        ]
