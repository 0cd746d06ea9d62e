"""Comments."""

from django.db import models


class Comment(models.Model):
    """What somebody said about a row; `subject_kind` is the model's lower-case noun."""

    subject_kind = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    author = models.ForeignKey("goodword.User", on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    circle = models.ForeignKey("goodword.Circle", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_id", "created_at"], name="comment_about")]
