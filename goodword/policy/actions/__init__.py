"""Verbs: think about numbers in a draft, replay them, publish a version, bring it into force, call it off; decide, override."""

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
from goodword.policy.actions.replaying import carry_out_replay
from goodword.policy.actions.replays import JOB as REPLAY_JOB
from goodword.policy.actions.replays import notice_dead_replays, start_again, start_replay, stop_replay, sweep_replays
from goodword.policy.actions.standing import sweep_standing, sweep_standing_nightly
from goodword.policy.actions.verifying import ask_owners_to_confirm, confirm_record, say_no_reference, tell_of_overdue_records

__all__ = [
    "OVERTAKEN",
    "REPLAY_JOB",
    "Draft",
    "ask_owners_to_confirm",
    "bring_into_force",
    "call_off",
    "carry_out_replay",
    "confirm_record",
    "copy_draft",
    "decide",
    "discard_draft",
    "ensure_first_version",
    "notice_dead_replays",
    "override",
    "publish",
    "publish_draft",
    "restore_draft",
    "save_draft",
    "say_no_reference",
    "start_again",
    "start_draft",
    "start_replay",
    "stop_replay",
    "sweep_replays",
    "sweep_standing",
    "sweep_standing_nightly",
    "tell_of_overdue_records",
]
