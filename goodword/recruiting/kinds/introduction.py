"""The introduction call: what is asked, in this order, and how somebody's consent to be in the program came."""

from typing import Final

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ASKED: Final[dict[str, str | Promise]] = {
    "led": _("What led them to us, and what were they trying to solve?"),
    "why_us": _("Why us, and what else did they use or consider?"),
    "experience": _("How has it been so far?"),
    "case": _("How was the business case made, and which figures have improved since?"),
    "adoption": _("What do its users say, and how fast did it spread?"),
    "surprise": _("What surprised them most?"),
}
LONGEST: Final = 4000


class ConsentWay(models.TextChoices):
    """How somebody said that they are in."""

    CALL = "call", _("in the call")
    MAIL = "mail", _("by mail")
    WRITING = "writing", _("in writing")
    PAGE = "page", _("on the public page")


# What is read to the customer; a new text gets a new number, and what was agreed to before keeps its own.
CONSENT_VERSION: Final = 1
CONSENT_WORDS: Final[dict[int, str | Promise]] = {
    1: _(
        "You join our reference program. We may ask you for the kinds of help that you chose, never more often than you allow; you may say"
        " no to any of it, pause or leave at any time, and nothing is published in your name without your written permission."
    ),
}
