"""The verbs of stories."""

from goodword.stories.actions.brief import save_brief
from goodword.stories.actions.ending import reopen, stop
from goodword.stories.actions.metrics import Figures, take_metric_out, write_metric
from goodword.stories.actions.people import assign, unassign
from goodword.stories.actions.propose import Proposal, propose
from goodword.stories.actions.taking import TakenForm, take_form

__all__ = [
    "Figures",
    "Proposal",
    "TakenForm",
    "assign",
    "propose",
    "reopen",
    "save_brief",
    "stop",
    "take_form",
    "take_metric_out",
    "unassign",
    "write_metric",
]
