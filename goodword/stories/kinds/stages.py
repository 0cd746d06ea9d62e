"""How far a story is: the columns of the board, in their order. A step of a playbook says in which of them it lies."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """The stages of a story."""

    INTAKE = "intake", _("Intake")
    INTERVIEW = "interview", _("Interview")
    TRANSCRIPT = "transcript", _("Transcript")
    DRAFT = "draft", _("Draft")
    INTERNAL_REVIEW = "internal_review", _("Internal review")
    CUSTOMER_REVIEW = "customer_review", _("Customer review")
    LEGAL = "legal", _("Legal")
    APPROVAL = "approval", _("Approval")
    PUBLISH = "publish", _("Publish")
    AFTER = "after", _("Afterwards")
