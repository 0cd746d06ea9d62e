"""The verbs of stories."""

from goodword.stories.actions.brief import save_brief
from goodword.stories.actions.ending import reopen, stop
from goodword.stories.actions.people import assign, unassign
from goodword.stories.actions.propose import Proposal, propose

__all__ = ["Proposal", "assign", "propose", "reopen", "save_brief", "stop", "unassign"]
