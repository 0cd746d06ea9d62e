"""What a playbook is, in which stages and with which gates it goes, and those that come with Goodword."""

from goodword.playbooks.kinds.definition import Playbook, Step
from goodword.playbooks.kinds.gates import GATES, Answers, Gate
from goodword.playbooks.kinds.roles import OUTSIDE, StepRole
from goodword.playbooks.kinds.shipped import SHIPPED, shipped
from goodword.playbooks.kinds.stages import Stage

__all__ = ["GATES", "OUTSIDE", "SHIPPED", "Answers", "Gate", "Playbook", "Stage", "Step", "StepRole", "shipped"]
