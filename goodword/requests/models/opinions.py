"""What owners think of a customer for a request, before anybody is held or asked."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goodword.requests.models.candidates import Candidate


class Opinion(models.Model):
    """An owner is asked whether a customer on a short list is a good idea; one question a customer. The reason is erasable words.

    `deputy_for` is who was asked first, when somebody answers in their place; `about` is the fingerprint of what the answer was given to.
    """

    GOOD, BAD = "good", "bad"
    ANSWERS = ((GOOD, _("A good idea")), (BAD, _("Rather not")))

    candidate = models.OneToOneField(Candidate, on_delete=models.CASCADE, related_name="opinion")
    asked = models.ForeignKey("goodword.User", on_delete=models.PROTECT, related_name="opinions")
    deputy_for = models.ForeignKey("goodword.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    remind_at = models.DateTimeField(null=True)
    # When whoever leads the request was told that it is overdue.
    told_overdue_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=4, choices=ANSWERS, blank=True, default="")
    words = models.TextField(blank=True, default="")
    answered_by = models.ForeignKey("goodword.User", null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    about = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(answer="") | Q(answered_at__isnull=False), name="opinion_has_a_day"),
            models.CheckConstraint(condition=~Q(answer="bad") | ~Q(words=""), name="objection_has_a_reason"),
        ]
        indexes = [
            models.Index(fields=["asked"], condition=Q(answer=""), name="opinion_open_of"),
            models.Index(fields=["remind_at"], condition=Q(answer="", remind_at__isnull=False), name="opinion_to_remind"),
        ]

    def __str__(self) -> str:
        """Whose it is."""
        return f"opinion on candidate {self.candidate_id}"
