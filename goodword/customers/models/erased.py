"""By what somebody who asked to be deleted is known again."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ErasedMark(models.Model):
    """A keyed hash of an address, or of an ID of another system, of a person who was erased: it is known again, and cannot be read.

    `person` is the number that the person had here. Once a reference manager allows it, they may be written down again.
    """

    ADDRESS, OWN_ID = "address", "own_id"

    kind = models.CharField(max_length=10, choices=[("address", _("mail address")), ("own_id", _("ID of another system"))])
    mark = models.CharField(max_length=64)
    person = models.BigIntegerField()
    erased_on = models.DateField()
    allowed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "mark"], name="erased_mark_once")]
        indexes = [models.Index(fields=["person"], name="erased_mark_of")]

    def __str__(self) -> str:
        """What it marks, without a word of it."""
        return f"{self.kind} of person {self.person}"
