"""What a customer is shown to explain the program to them."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Handout(models.TextChoices):
    """One thing to show."""

    ONE_PAGER = "one_pager", _("One-pager")
    SLIDE = "slide", _("Pitch slide")


ABOUT: Final = {
    Handout.ONE_PAGER: _("A page to print or to save as PDF: what the program is, and what it asks of a customer."),
    Handout.SLIDE: _("The same words on one slide, for a meeting."),
}
# Which types a file of one's own may have.
TAKES: Final = {Handout.ONE_PAGER: ("pdf", "docx", "odt"), Handout.SLIDE: ("pptx", "odp", "pdf")}
