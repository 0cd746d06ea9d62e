"""The programs that customers can join by themselves, and how a registration came and was matched."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from goodword.people.kinds import Role


class PublicProgram(models.TextChoices):
    """A program with a public page of its own."""

    CUSTOMER = "customer", _("Customer references")
    OPEN_SOURCE = "open_source", _("Open-source program")
    EDUCATION = "education", _("Education program")


# Whoever runs a program besides the reference managers, who run the first.
RUN_BY: Final = {PublicProgram.OPEN_SOURCE: Role.OPEN_SOURCE_MANAGER, PublicProgram.EDUCATION: Role.EDUCATION_MANAGER}


class Trust(models.TextChoices):
    """What a registration brought along besides its words, as a sign that a person sent it."""

    PROOF = "proof", _("Its browser did a small task first")
    PLAIN = "plain", _("Sent without scripts")


class Match(models.TextChoices):
    """By what the account of a registration was found."""

    ADDRESS = "address", _("The person is known by this mail address")
    DOMAIN = "domain", _("The mail domain is that of the customer")
    WEBSITE = "website", _("The website is that of the customer")
    NAME = "name", _("The company has this name")
    NEAR_NAME = "near_name", _("The company has nearly this name")
    BY_HAND = "by_hand", _("Chosen by a colleague")


class AgreedKind(models.TextChoices):
    """What somebody who registers is given to read."""

    NOTICE = "notice", _("Privacy notice")
    CONSENT = "consent", _("Consent")
