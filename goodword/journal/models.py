"""Entries, the rows they are about, and the words beside them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from goodword.kernel.actor import ActorKind


class Entry(models.Model):
    """One thing that happened. A database trigger refuses update, delete and truncate."""

    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    actor_kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in ActorKind])
    actor_id = models.BigIntegerField(null=True)
    circle = models.ForeignKey("goodword.Circle", null=True, on_delete=models.PROTECT, related_name="+")
    data = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("journal entry")
        indexes = [models.Index(fields=["verb", "at"], name="entry_verb_at")]


class Subject(models.Model):
    """A row that an entry is about: `kind` is the model's lower-case noun."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="subjects")
    kind = models.CharField(max_length=30)
    object_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["kind", "object_id", "-entry"], name="subject_of")]
        constraints = [models.UniqueConstraint(fields=["entry", "kind", "object_id"], name="subject_once")]


class Note(models.Model):
    """The words of an entry (a reason, a remark): erasable, so they live outside the entry."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="note")
    text = models.TextField()
