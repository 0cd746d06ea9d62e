"""Why a mail was not sent, by the code kept on its row."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REASONS: dict[str, str | Promise] = {
    "passed": _("Things moved on before it left, so it was no longer needed."),
    "stopped": _("Somebody stopped it before it left."),
    "inactive": _("This colleague no longer works here."),
    "left": _("This person has left the company."),
    "do_not_contact": _("This person, or the whole company, asked not to be contacted."),
    "came_back": _("It came back."),
    "bounced": _("Earlier mail to this address came back."),
    "no_address": _("There is no mail address."),
    "kept": _("It was kept as long as the program keeps words of mails. When it left and to whom stays on record."),
    "gone": _("What it was about is no longer there."),
    "off": _("They chose not to be told of such things by mail."),
    "not_in_circle": _("It is confidential, and this colleague is not among the people on it."),
}


def reason_words(code: str) -> str:
    """The sentence for a code; what a mail server said is shown as it is."""
    return str(REASONS.get(code, code))
