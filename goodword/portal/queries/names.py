"""What one calls people and favours, and how an address is shown to somebody who may have been forwarded a link."""

from django.utils.translation import gettext as _

from goodword.customers.kinds import ActivityType


def first_name(name: str) -> str:
    """What one calls somebody: the first word of the name; the whole name where the family name stands first."""
    return name if any(letter >= "\u2e80" for letter in name) else name.split(" ", maxsplit=1)[0]


def kind_words(code: str) -> str:
    """What a customer calls something they may be asked for; whose sale a call helps is a word among colleagues."""
    return _("Reference call") if code == ActivityType.SALES_CALL else str(ActivityType(code).label)


def masked(address: str) -> str:
    """An address that its owner knows again and nobody else learns: "c•••@acme.example"."""
    local, at, domain = address.rpartition("@")
    return f"{local[:1]}\u2022\u2022\u2022{at}{domain}" if at else ""
