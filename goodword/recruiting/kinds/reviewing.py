"""What a registration is answered with, and what the team of a customer says of it."""

from typing import Final

from django.db import models
from django.utils.functional import Promise
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


# What the mail says for each: nothing of it is about the person, and no remark of a colleague.
BECAUSE_WORDS: Final[dict[str, str | Promise]] = {
    Because.NOT_A_FIT: _("What we look for at the moment is of another kind."),
    Because.ENOUGH: _("More customers like you want to help than we can ask at the moment, which makes us glad."),
    Because.NO_CUSTOMER: _("At the moment only those who work with us already can take part."),
    Because.ALREADY: _("You take part already, so there is nothing else for you to do."),
    Because.OTHER: _("At the moment we cannot go on together."),
}
MOST_WORDS: Final = 1000
