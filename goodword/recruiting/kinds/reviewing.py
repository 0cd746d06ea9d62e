"""What a registration is answered with, and what the team of a customer says of it."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Fitness(models.TextChoices):
    """What the team of a customer says of somebody there who wants to join."""

    FITS = "fits", _("Fits")
    NOT_NOW = "not_now", _("Not now")
    NO = "no", _("No")


class Side(models.TextChoices):
    """Who of the team of a customer is asked."""

    OWNER = "owner", _("Account owner")
    CSM = "csm", _("Success manager")


class Because(models.TextChoices):
    """Why a registration is declined, as the team chooses it."""

    NOT_A_FIT = "not_a_fit", _("It does not fit what we look for")
    ENOUGH = "enough", _("We have enough of their kind for now")
    NO_CUSTOMER = "no_customer", _("They are no customer of ours")
    ALREADY = "already", _("They take part already")
    OTHER = "other", _("Another reason")


MOST_WORDS: Final = 1000
