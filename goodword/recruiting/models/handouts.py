"""Files of one's own in the place of our one-pager and slide."""

from django.db import models

from goodword.recruiting.kinds.handouts import Handout


class HandoutVersion(models.Model):
    """From here on a file of one's own (it is a `File` about this row), or ours again. The newest is in force, older ones are kept."""

    handout = models.CharField(max_length=20, choices=Handout.choices)
    number = models.PositiveIntegerField()
    is_ours = models.BooleanField(default=False)
    by = models.ForeignKey("goodword.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["handout", "-number"]
        constraints = [models.UniqueConstraint(fields=["handout", "number"], name="handout_version_once")]

    def __str__(self) -> str:
        """Which version of what."""
        return f"{self.handout} {self.number}"
