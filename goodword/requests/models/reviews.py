"""Exceptions: requests that are too late, or beyond what was promised, and who decides on them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goodword.requests.models.requests import ReferenceRequest, codes


class Because(models.TextChoices):
    """What made a request an exception."""

    SENT = "sent", _("as it was sent")
    MOVED = "moved", _("as its day was moved")
    PLACE_GONE = "place_gone", _("as the last place went to another one")
    LAPSED = "lapsed", _("as the exception for it ran out")
    TURNED = "turned", _("as another kind was made of it")
    REOPENED = "reopened", _("as it was to be taken up again")


class ExceptionReview(models.Model):
    """Somebody decides whether a request that is too late, or beyond what was promised, goes on all the same.

    The answer, its reason and who gave it stand in the approval. What counts for the ledger of exceptions is frozen here. Approved, it
    holds to the end of `until_on`; it then lapses unless a customer is being looked for.
    """

    reference_request = models.ForeignKey(ReferenceRequest, on_delete=models.CASCADE, related_name="reviews")
    approval = models.OneToOneField("goodword.Approval", null=True, on_delete=models.PROTECT, related_name="review")
    decision = models.ForeignKey("goodword.Decision", null=True, on_delete=models.PROTECT, related_name="+")
    # The rules that say no.
    rules = codes()
    because = models.CharField(max_length=20, choices=Because.choices, default=Because.SENT)
    team = models.ForeignKey("goodword.Team", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=30)
    needed_on = models.DateField(null=True)
    earliest_on = models.DateField(null=True)
    opened_at = models.DateTimeField()
    until_on = models.DateField(null=True)
    conditions = models.TextField(blank=True, default="")
    lapsed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["team", "-opened_at"], name="review_of_team"),
            models.Index(fields=["until_on"], condition=Q(lapsed_at=None, until_on__isnull=False), name="review_ends"),
        ]
