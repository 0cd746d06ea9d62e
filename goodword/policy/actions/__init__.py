"""Verbs: publish a version, bring it into force, decide, override."""

from goodword.policy.actions.decide import decide
from goodword.policy.actions.override import override
from goodword.policy.actions.publish import bring_into_force, ensure_first_version, publish

__all__ = ["bring_into_force", "decide", "ensure_first_version", "override", "publish"]
