"""Journal verbs of reference leads in words, for timelines."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.kinds.sentences import Sentence


def _answered(data: Mapping[str, Any]) -> str:
    if data.get("answer") == "not_now":
        # The timeline has put the day into words already.
        return _("As a reference lead: not before %(day)s") % {"day": data.get("until") or ""}
    return _("As a reference lead: yes, put forward") if data.get("answer") == "yes" else _("As a reference lead: never")


SENTENCES: dict[str, Sentence] = {
    "lead.answered": _answered,
    "lead.answer_taken_back": gettext_lazy("What was said of it as a reference lead was taken back"),
    "leads.nudged": gettext_lazy("The owner was asked whether it would be a good reference"),
    "leads.started": gettext_lazy("The report of reference leads was begun"),
    "leads.stopped": gettext_lazy("The report of reference leads was stopped"),
    "leads.nudging_stopped": gettext_lazy("Goodword was told to ask no owner about the report of reference leads"),
    "leads.nudging_resumed": gettext_lazy("Goodword was told to ask owners about the report of reference leads after all"),
    "leads.made": gettext_lazy("The report of reference leads was made"),
}
