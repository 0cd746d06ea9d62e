"""How far a story is: the stages of playbooks."""

from goodword.playbooks.kinds import Stage

__all__ = ["Stage"]
