"""The numbers of registrations as sentences, and the same with gaps for the policy's page."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from goodword.policy.explain.gaps import Gap, Line, Words
from goodword.policy.numbers import Numbers

DAY: Final = _("Registrations are due on the review day of each month, which is day {day}.")
LATER: Final = _("Those confirmed less than {least} before it are due a month later.")
REMIND: Final = _("Whoever sees to one is reminded {days} before it is due.")


def read_out(numbers: Numbers) -> list[tuple[Words, dict[str, str]]]:
    """Return the sentences with their values."""
    least, days = numbers.review_least_days, numbers.review_remind_days
    return [
        (DAY, {"day": str(numbers.review_day)}),
        (LATER, {"least": ngettext("%(n)s day", "%(n)s days", least) % {"n": least}}),
        (REMIND, {"days": ngettext("%(n)s day", "%(n)s days", days) % {"n": days}}),
    ]


def lines() -> tuple[Line, ...]:
    """Return the sentences with their gaps."""
    return (
        Line("review_day", DAY, {"day": Gap(path="review_day", label=_("day of the month"), least=1, most=28)}),
        Line("review_least_days", LATER, {"least": _days("review_least_days", _("days at least"))}),
        Line("review_remind_days", REMIND, {"days": _days("review_remind_days", _("days before"))}),
    )


def _days(path: str, label: Words) -> Gap:
    return Gap(path=path, label=label, unit=lambda n: ngettext("day", "days", n), most=90)
