"""Saved filters, and which one is whose usual one."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from goodword.filters.kinds import LISTS, LONGEST_NAME


class SavedFilter(models.Model):
    """What a list is narrowed to, as its address says it; for whoever made it, or for everybody."""

    list = models.CharField(max_length=20, choices=[(code, code) for code in LISTS])
    name = models.CharField(max_length=LONGEST_NAME)
    query = models.TextField()
    made_by = models.ForeignKey("goodword.User", on_delete=models.CASCADE, related_name="+")
    is_shared = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("list", Lower("name"), condition=Q(is_shared=True), name="shared_filter_once"),
            models.UniqueConstraint("list", "made_by", Lower("name"), condition=Q(is_shared=False), name="own_filter_once"),
        ]

    def __str__(self) -> str:
        """Its name."""
        return self.name


class UsualFilter(models.Model):
    """The filter that somebody's list begins with."""

    user = models.ForeignKey("goodword.User", on_delete=models.CASCADE, related_name="+")
    list = models.CharField(max_length=20)
    filter = models.ForeignKey(SavedFilter, on_delete=models.CASCADE, related_name="usual_for")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "list"], name="one_usual_filter")]

    def __str__(self) -> str:
        """Whose, of which list."""
        return f"{self.list} of {self.user_id}"
