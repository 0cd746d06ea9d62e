"""How long before each kind of request should be asked for, in words, as the policy in force says."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.policy.numbers import KindNumbers, Numbers
from goodword.requests.kinds import KINDS, Kind


def notices(numbers: Numbers) -> dict[str, str]:
    """The notice of every kind, by its code."""
    return {code: notice_words(kind, numbers.kind_of(code)) for code, kind in KINDS.items()}


def notice_words(kind: Kind, numbers: KindNumbers) -> str:
    """How long before one kind should be asked for: "75 days ahead", "any time, in confidence"."""
    days = numbers.notice_days
    words = ngettext("%(days)s day ahead", "%(days)s days ahead", days) % {"days": days} if days else _("Any time")
    return _("%(words)s, in confidence") % {"words": words} if kind.always_confidential else words
