"""Comments, and who is mentioned in them."""

from django.db import models
from django.db.models import Q


class Comment(models.Model):
    """What somebody said about a row; `subject_kind` is the model's lower-case noun.

    In the text a colleague who is mentioned is `@{17}`, their key, so that the name is always the one they have now.
    """

    subject_kind = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    author = models.ForeignKey("goodword.User", on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    circle = models.ForeignKey("goodword.Circle", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "created_at"], name="comment_about"),
            models.Index(fields=["removed_at"], condition=Q(removed_at__isnull=False), name="comment_removed"),
        ]

    def __str__(self) -> str:
        """Its key; what was said is for those who may read it."""
        return f"comment {self.pk}"


class Mention(models.Model):
    """One colleague who is mentioned in a comment."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="mentions")
    user = models.ForeignKey("goodword.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "user"], name="mention_once")]
