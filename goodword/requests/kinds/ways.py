"""By which way a customer is approached, or answers. Codes are stored, words are for staff."""

from typing import Final

from django.utils.translation import gettext_lazy as _

# A mail from here, with a link to answer.
MAIL: Final = "mail"
WAY_WORDS: Final = {
    "call": _("By phone"),
    "own_mail": _("By a mail of our own"),
    "meeting": _("In person"),
    "chat": _("In a chat"),
}
# The same within a sentence: "Asked Ingrid Solheim at Vestara on the phone".
HOW_WORDS: Final = {
    MAIL: _("by mail"),
    "call": _("on the phone"),
    "own_mail": _("in a mail of our own"),
    "meeting": _("in person"),
    "chat": _("in a chat"),
}
ELSEWHERE: Final = tuple(WAY_WORDS)
# How a customer told one of us their answer.
ANSWER_WAY_WORDS: Final = {
    "call": _("On the phone"),
    MAIL: _("By mail"),
    "meeting": _("In person"),
    "chat": _("In a chat"),
}
ANSWER_WAYS: Final = tuple(ANSWER_WAY_WORDS)
