"""Sentences about a customer, to be quoted: as they stand, every version that ever was, and what the customer approved."""

from django.db import models
from django.db.models import Q

from goodword.requests.kinds.statements import NAMED, USE_WORDS
from goodword.requests.models.candidates import Candidate
from goodword.requests.states import StatementState


class Statement(models.Model):
    """The sentences as they stand, with the name and without it. A draft until they are handed in; usable is only what was approved.

    `remark` is what should change, or why none are wanted; nobody in `remark_by` means that the customer said it.
    """

    candidate = models.OneToOneField(Candidate, on_delete=models.CASCADE, related_name="statement")
    state = models.CharField(max_length=10, choices=StatementState.choices, default=StatementState.DRAFT)
    state_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    words = models.TextField(blank=True, default="")
    without_name = models.TextField(blank=True, default="")
    # The customer does not want to be named, and said so before there were words.
    only_without_name = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)
    remark = models.TextField(blank=True, default="")
    remark_by = models.ForeignKey("goodword.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approval = models.ForeignKey("goodword.Approval", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    usable = models.OneToOneField("StatementApproval", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(state="owner") | Q(approval__isnull=False), name="statement_waits_for_somebody"),
        ]


class StatementVersion(models.Model):
    """What the sentences were once, who made them so and when. Only ever added; its words are erased with the person they are about.

    Nobody in `by` means that the customer wrote it on their own page.
    """

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey("goodword.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # One of us wrote down what the customer wanted: how they said it.
    heard_how = models.CharField(max_length=10, blank=True, default="")
    words = models.TextField(blank=True, default="")
    without_name = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["statement", "number"], name="statement_version_once")]


class StatementApproval(models.Model):
    """What a customer approved: which version, whether with the name, who said it how and when, and which colleague agreed before.

    Only ever added.
    """

    version = models.ForeignKey(StatementVersion, on_delete=models.CASCADE, related_name="approvals")
    use = models.CharField(max_length=10, choices=list(USE_WORDS.items()))
    at = models.DateTimeField()
    # Who at the customer said it, as they were called then; erased with them.
    said_by = models.CharField(max_length=300, blank=True, default="")
    owner = models.ForeignKey("goodword.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    owner_at = models.DateTimeField(null=True, blank=True)
    heard_by = models.ForeignKey("goodword.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    heard_how = models.CharField(max_length=10, blank=True, default="")
    heard_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(heard_by=None) | ~Q(heard_how=""), name="statement_heard_somehow"),
        ]

    @property
    def words(self) -> str:
        """The very words that may be used; nothing once they were erased."""
        return self.version.words if self.use == NAMED else self.version.without_name
