"""Entries, the rows they are about, and the words beside them."""

from django.contrib.postgres.indexes import BrinIndex
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
    # The same for everything that one transaction wrote; what was written before there were steps has none.
    step = models.UUIDField(null=True, editable=False, db_default=models.Func(function="goodword_step"))

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


class FieldChange(models.Model):
    """What a field was before and after, for whoever asks who changed it. Triggers write it (migration 0016); words, so erasable."""

    step = models.UUIDField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    field = models.CharField(max_length=40)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "object_id", "-id"], name="field_change_of"),
            BrinIndex(fields=["at"], name="field_change_at"),
        ]

    def __str__(self) -> str:
        """Which field of what."""
        return f"{self.field} of {self.kind} {self.object_id}"
