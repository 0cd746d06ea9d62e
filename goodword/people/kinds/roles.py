"""Roles; a person may hold several, each for one region or for all."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Who does what. Everybody signed in is a requester."""

    ADMINISTRATOR = "administrator", _("Administrator")
    REFERENCE_MANAGER = "reference_manager", _("Reference manager")
    ACCOUNT_OWNER = "account_owner", _("Account owner")
    CSM = "csm", _("Customer success manager")
    TEAM_LEAD = "team_lead", _("Team lead")
    EXCEPTION_REVIEWER = "exception_reviewer", _("Exception reviewer")
    LEGAL = "legal", _("Legal")
    PMM = "pmm", _("Product marketing")
    PR = "pr", _("PR")
    ANALYST_RELATIONS = "analyst_relations", _("Analyst relations")
    EVENT_MANAGER = "event_manager", _("Event manager")
    OPEN_SOURCE_MANAGER = "open_source_manager", _("Open-source program manager")
    EDUCATION_MANAGER = "education_manager", _("Education program manager")
    BOARD_MANAGER = "board_manager", _("Board manager")
    REQUESTER = "requester", _("Requester")
