"""What people answer by choosing: why a customer says no, and what came of a call. Codes are stored, words are for staff."""

from typing import Final

from django.utils.translation import gettext_lazy as _

OTHER: Final = "other"
# Why a customer says no; their own page says the same in their words.
DECLINE_WORDS: Final = {
    "no_time": _("No time"),
    "not_a_match": _("Not the right match"),
    "not_allowed": _("They may not speak about it"),
    "not_happy": _("They are not happy just now"),
    OTHER: _("Something else"),
}
DECLINE_CODES: Final = tuple(DECLINE_WORDS)
RESULT_WORDS: Final = {"helped": _("It helped"), "did_not": _("It did not help"), "unknown": _("Too early to say")}
RESULTS: Final = tuple(RESULT_WORDS)
