"""Files and what they are about; the bytes lie in the storage, under a name of our own."""

from django.db import models
from django.db.models import Q


class File(models.Model):
    """One file about a row, and perhaps part of a comment about it; `subject_kind` is the model's lower-case noun."""

    subject_kind = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    comment = models.ForeignKey("goodword.Comment", null=True, on_delete=models.CASCADE, related_name="files")
    circle = models.ForeignKey("goodword.Circle", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=150)
    type = models.CharField(max_length=10)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=60, unique=True)
    added_by = models.ForeignKey("goodword.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_by = models.ForeignKey("goodword.User", null=True, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "added_at"], name="file_about"),
            models.Index(fields=["removed_at"], condition=Q(removed_at__isnull=False), name="file_removed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None) | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="file_removed_by_somebody",
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="file_is_not_empty"),
        ]

    def __str__(self) -> str:
        """Its name."""
        return self.name
