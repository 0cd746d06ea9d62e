"""Who did not come to a call that did not take place. Codes are stored."""

from typing import Final

from django.utils.translation import gettext_lazy as _

CUSTOMER: Final = "customer"
ASKER: Final = "asker"
NEITHER: Final = "neither"
NOBODY: Final = "nobody"
# Put into words with the names of the two.
MISSING_WORDS: Final = {
    CUSTOMER: _("%(contact)s did not come"),
    ASKER: _("%(asker)s did not come"),
    NEITHER: _("Neither of the two came"),
    NOBODY: _("Something came in between"),
}
WHO_MISSED: Final = tuple(MISSING_WORDS)
