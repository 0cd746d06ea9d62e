"""Verbs: think about numbers in a draft, publish a version, bring it into force, call it off; decide, override."""

from goodword.policy.actions.decide import decide
from goodword.policy.actions.drafts import (
    OVERTAKEN,
    Draft,
    call_off,
    copy_draft,
    discard_draft,
    publish_draft,
    restore_draft,
    save_draft,
    start_draft,
)
from goodword.policy.actions.override import override
from goodword.policy.actions.publish import bring_into_force, ensure_first_version, publish

__all__ = [
    "OVERTAKEN",
    "Draft",
    "bring_into_force",
    "call_off",
    "copy_draft",
    "decide",
    "discard_draft",
    "ensure_first_version",
    "override",
    "publish",
    "publish_draft",
    "restore_draft",
    "save_draft",
    "start_draft",
]
