"""The words of each verb of nominations, for timelines."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.kinds.sentences import Sentence
from goodword.recruiting.kinds.questions import QUESTIONS


def _submitted(values: Mapping[str, Any]) -> str:
    if values.get("purpose") == "advisory_board":
        return _("Nominated for the advisory board")
    return _("Nominated for the reference program")


def _approved(values: Mapping[str, Any]) -> str:
    if values.get("purpose") == "advisory_board":
        return _("Approved for the advisory board")
    return _("Approved for the reference program")


def _corrected(values: Mapping[str, Any]) -> str:
    names = [str(QUESTIONS[code].label) if code in QUESTIONS else str(_OTHERS.get(code, code)) for code in values.get("fields", ())]
    return _("Corrected the briefing: %(what)s") % {"what": ", ".join(names)}


_OTHERS = {"champion": gettext_lazy("Champion"), "champion_words": gettext_lazy("Champion")}
SENTENCES: Mapping[str, Sentence] = {
    "nomination.started": gettext_lazy("Began a nomination"),
    "nomination.submitted": _submitted,
    "nomination.taken_up": gettext_lazy("Took the nomination up"),
    "nomination.corrected": _corrected,
    "nomination.asked_back": gettext_lazy("Asked %(to)s for more"),
    "nomination.answered": gettext_lazy("Answered"),
    "nomination.call_planned": gettext_lazy("Planned the introduction call for %(starts_on)s"),
    "nomination.introduced": gettext_lazy("Wrote down the introduction call"),
    "nomination.approved": _approved,
    "nomination.turned_down": gettext_lazy("Turned the nomination down"),
    "nomination.withdrawn": gettext_lazy("Withdrew the nomination"),
    "nomination.reopened": gettext_lazy("Opened the nomination again"),
    "nomination.welcomed": gettext_lazy("Sent the welcome letter to %(contact)s"),
    "nomination.welcome_stopped": gettext_lazy("Kept the welcome letter back"),
    "nomination.passed_on": gettext_lazy("Handed the nomination over"),
}
