"""Journal verbs of registrations and of their pages in words, for timelines."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.kinds.sentences import Sentence
from goodword.recruiting.kinds.reviewing import Because, Fitness, Side
from goodword.ui.dates import full_day_words

Data = Mapping[str, Any]


def _day(data: Data, key: str) -> str:
    """A day in words; a timeline may have worded it already."""
    said = str(data.get(key) or "")
    try:
        return full_day_words(date.fromisoformat(said)) if said else ""
    except ValueError:
        return said


def _fitness(data: Data) -> str:
    said = {"side": _label(Side, data.get("side")), "day": _day(data, "until")}
    if data.get("answer") == Fitness.NOT_NOW:
        return _("%(side)s: not before %(day)s") % said
    return (_("%(side)s: fits") if data.get("answer") == Fitness.FITS else _("%(side)s: no")) % said


def _label(choices: Any, code: object) -> str:
    return str(choices(code).label) if code in choices.values else _("Somebody")


def _declined(data: Data) -> str:
    said = {"why": _label(Because, data.get("because"))}
    return (_("Declined, with a kind answer: %(why)s") if data.get("told") else _("Declined, without an answer: %(why)s")) % said


def _put_off(data: Data) -> str:
    said = {"day": _day(data, "until")}
    return (_("Not now: back on %(day)s, and they were told kindly") if data.get("told") else _("Not now: back on %(day)s")) % said


def _planned(data: Data) -> str:
    moment = timezone.localtime(datetime.fromisoformat(str(data["call_at"])))
    said = {"when": f"{full_day_words(moment.date())}, {moment:%H:%M}"}
    return (_("The discovery call was moved to %(when)s") if data.get("moved") else _("The discovery call is on %(when)s")) % said


def _held(data: Data) -> str:
    said = {"day": _day(data, "on")}
    words = _("Discovery call on %(day)s: agreed to go on") if data.get("agreed") else _("Discovery call on %(day)s: not agreed")
    return words % said


SENTENCES: dict[str, Sentence] = {
    "registration.received": gettext_lazy("Registered on the public page"),
    "registration.sent_again": gettext_lazy("Asked for a new link to confirm the address"),
    "registration.expired": gettext_lazy("Nobody confirmed the address in time"),
    "registration.confirmed": gettext_lazy("Confirmed the address"),
    "registration.renewed": gettext_lazy("Registered again, with newer words"),
    "registration.account_chosen": gettext_lazy("The customer was chosen by hand"),
    "registration.passed_on": gettext_lazy("%(to)s sees to it"),
    "registration.team_asked": gettext_lazy("%(to)s was asked whether it fits"),
    "registration.team_reminded": gettext_lazy("%(to)s was asked once more"),
    "registration.team_passed_on": gettext_lazy("%(to)s was asked instead"),
    "registration.team_overdue": gettext_lazy("%(to)s has not answered in time"),
    "registration.fitness_given": _fitness,
    "registration.call_planned": _planned,
    "registration.call_held": _held,
    "registration.accepted": gettext_lazy("Accepted: the nomination begins"),
    "registration.declined": _declined,
    "registration.put_off": _put_off,
    "registration.discarded": gettext_lazy("Set aside as not meant seriously"),
    "registration.reopened": gettext_lazy("Taken up again"),
    "registration.review_reminded": gettext_lazy("Reminded that the review is due"),
    "registration.withdrawn": gettext_lazy("Withdrawn by whoever registered"),
    "join_page.closed": gettext_lazy("Closed the page: %(program)s"),
    "join_page.reworded": gettext_lazy("Changed what stands on the closed page: %(program)s"),
    "join_page.opened": gettext_lazy("Opened the page again: %(program)s"),
}
