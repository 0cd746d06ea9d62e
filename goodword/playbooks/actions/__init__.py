"""The verbs of playbooks: those of versions and drafts, and those of runs."""

from goodword.playbooks.actions.drafts import discard_draft, publish_draft, restore_draft, save_draft, start_draft
from goodword.playbooks.actions.ending import resume_run, stop_run
from goodword.playbooks.actions.handing import give_part, pass_steps_on
from goodword.playbooks.actions.moving import Preview, move_to_version, preview_move
from goodword.playbooks.actions.shipping import ensure_shipped
from goodword.playbooks.actions.starting import Start, start_run
from goodword.playbooks.actions.steps import assign_step, finish_step, remark_on, reopen_step, repeat_step, skip_step

__all__ = [
    "Preview",
    "Start",
    "assign_step",
    "discard_draft",
    "ensure_shipped",
    "finish_step",
    "give_part",
    "move_to_version",
    "pass_steps_on",
    "preview_move",
    "publish_draft",
    "remark_on",
    "reopen_step",
    "repeat_step",
    "restore_draft",
    "resume_run",
    "save_draft",
    "skip_step",
    "start_draft",
    "start_run",
    "stop_run",
]
