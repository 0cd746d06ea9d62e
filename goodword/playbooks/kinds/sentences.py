"""The words of each verb of playbooks and runs, for timelines."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.playbooks.kinds.gates import GATES
from goodword.playbooks.kinds.shipped import SHIPPED, shipped


def _title(values: Mapping[str, Any]) -> str:
    """A step as its key says it; keys are made of titles."""
    book, key = values.get("playbook", ""), str(values.get("step", ""))
    step = shipped(book).step(key) if book in SHIPPED else None
    return step.title if step is not None else key.replace("_", " ").capitalize()


def _about(words: str | Promise) -> Any:
    def sentence(values: Mapping[str, Any]) -> str:
        return str(words) % {"what": _title(values), "to": values.get("to", "")}

    return sentence


def _forced(values: Mapping[str, Any]) -> str:
    missing = ", ".join(str(GATES.get(each, each)) for each in values.get("gates", ()))
    return _("Done although it was not so that %(missing)s: %(what)s") % {"missing": missing, "what": _title(values)}


SENTENCES: Final[Mapping[str, Any]] = {
    "run.started": gettext_lazy("Began"),
    "run.step_finished": _about(gettext_lazy("Done: %(what)s")),
    "run.step_forced": _forced,
    "run.step_skipped": _about(gettext_lazy("Left out: %(what)s")),
    "run.step_reopened": _about(gettext_lazy("Open again: %(what)s")),
    "run.step_repeated": _about(gettext_lazy("Once more: %(what)s")),
    "run.step_assigned": _about(gettext_lazy("%(to)s does it: %(what)s")),
    "run.step_remarked": _about(gettext_lazy("A remark on: %(what)s")),
    "run.moved": gettext_lazy("Follows version %(number)s of its playbook now"),
    "playbook.draft_started": gettext_lazy("Began to think about another playbook"),
    "playbook.draft_discarded": gettext_lazy("Threw a draft of a playbook away"),
    "playbook.draft_restored": gettext_lazy("Took a draft of a playbook back"),
    "playbook.published": gettext_lazy("Published version %(number)s of a playbook"),
}
