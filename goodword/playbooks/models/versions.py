"""Playbooks in versions, and drafts of the next one."""

from django.db import models
from django.db.models import Q


class PlaybookVersion(models.Model):
    """One version of a playbook, never changed once published; without a publisher it came with Goodword."""

    code = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    effective_from = models.DateField()
    definition = models.JSONField()
    note = models.TextField(blank=True, default="")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey("goodword.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["code", "-effective_from", "-number"]
        constraints = [models.UniqueConstraint(fields=["code", "number"], name="playbook_version_once")]

    def __str__(self) -> str:
        """How people call it."""
        return f"{self.definition['name']} {self.number}"

    @property
    def name(self) -> str:
        """What the playbook is called."""
        return str(self.definition["name"])


class PlaybookDraft(models.Model):
    """A playbook as somebody thinks that it should be: begun from a version, in force nowhere.

    `edition` rises with each save, so that whoever saves over somebody else's is told first.
    """

    code = models.CharField(max_length=40)
    base = models.ForeignKey(PlaybookVersion, on_delete=models.PROTECT, related_name="+")
    definition = models.JSONField()
    edition = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("goodword.User", on_delete=models.PROTECT, related_name="+")
    discarded_at = models.DateTimeField(null=True)
    published_as = models.OneToOneField(PlaybookVersion, null=True, on_delete=models.PROTECT, related_name="draft")

    class Meta:
        ordering = ["-saved_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(discarded_at=None) | Q(published_as=None), name="a_playbook_draft_ends_once"),
        ]
