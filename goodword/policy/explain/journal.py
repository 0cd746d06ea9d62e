"""Journal verbs of this slice in words, for timelines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.kinds.sentences import Sentence
from goodword.policy.explain.sentences import rule_names


def _overridden(values: Mapping[str, Any]) -> str:
    return _("Went over the rules: %(rules)s") % {"rules": rule_names(values.get("rules", []))}


SENTENCES: dict[str, Sentence] = {
    "policy.published": gettext_lazy("Published policy %(number)s"),
    "policy.brought_into_force": gettext_lazy("Policy %(number)s came into force"),
    "policy.draft_started": gettext_lazy("Started a draft of the policy"),
    "policy.draft_changed": gettext_lazy("Changed a draft of the policy"),
    "policy.draft_discarded": gettext_lazy("Discarded a draft of the policy"),
    "policy.draft_restored": gettext_lazy("Took a draft of the policy back"),
    "policy.replayed": gettext_lazy("Replayed other numbers on %(from_on)s to %(last_on)s"),
    "decision.overridden": _overridden,
}
