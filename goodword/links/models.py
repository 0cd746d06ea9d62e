"""Links."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """The one thing that a link is for."""

    ANSWER_ASK = "answer_ask", _("answer an ask")
    CUSTOMER_OUTCOME = "customer_outcome", _("say how it went")
    OWNER_ANSWER = "owner_answer", _("approve or decline as account owner")
    OWNER_OPINIONS = "owner_opinions", _("say whether customers on a short list are a good idea")
    TEAM_FITNESS = "team_fitness", _("say whether those who registered fit")
    OWNER_RECORDS = "owner_records", _("say whether records of customers are right")
    OWNER_LEADS = "owner_leads", _("say whether customers would be good references")
    REQUESTER_OUTCOME = "requester_outcome", _("report the outcome")
    MANAGE_CONTACT = "manage_contact", _("see and change what was agreed")
    SPEAKER_KIT = "speaker_kit", _("fill in the speaker kit")
    PROMOTION_PLAN = "promotion_plan", _("look at the promotion plan")
    STATEMENT = "statement", _("approve what is said about them")
    TRANSCRIPT = "transcript", _("correct and approve a transcript")
    ERASE = "erase", _("be deleted")
    STOP_MAIL = "stop_mail", _("have no more mail like this")
    CONFIRM_REGISTRATION = "confirm_registration", _("confirm a registration")


class Link(models.Model):
    """One link for one purpose about one row, for one contact or one colleague."""

    purpose = models.CharField(max_length=30, choices=Purpose.choices)
    token_hash = models.CharField(max_length=64, unique=True)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    contact = models.ForeignKey("goodword.Contact", null=True, on_delete=models.CASCADE, related_name="links")
    user = models.ForeignKey("goodword.User", null=True, on_delete=models.CASCADE, related_name="links")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    first_opened_at = models.DateTimeField(null=True)
    # A mark of what must still be so for the link to work: the company and the address it was sent to; empty for most.
    bound_to = models.CharField(max_length=12, blank=True, default="", db_default="")

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="link_about"),
            models.Index(fields=["expires_at"], name="link_ends"),
        ]


class Guesses(models.Model):
    """How often an address tried tokens that never existed, counted for all web processes together; gone a while after."""

    address = models.CharField(max_length=60, unique=True)
    count = models.PositiveIntegerField(default=0)
    since = models.DateTimeField(db_index=True)
