"""How far something is: the columns of a board, in their order. A step says in which of them it lies."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """The stages that a playbook goes through."""

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
