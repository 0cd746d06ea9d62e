"""The verbs of stories."""

from goodword.stories.actions.brief import save_brief
from goodword.stories.actions.ending import reopen, stop
from goodword.stories.actions.metrics import Figures, take_metric_out, write_metric
from goodword.stories.actions.people import assign, unassign
from goodword.stories.actions.propose import Proposal, propose

__all__ = [
    "Figures",
    "Proposal",
    "assign",
    "propose",
    "reopen",
    "save_brief",
    "stop",
    "take_metric_out",
    "unassign",
    "write_metric",
]
