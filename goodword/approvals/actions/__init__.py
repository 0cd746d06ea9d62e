"""The verbs of an approval. The caller's transaction holds the row that the approval is about."""

from goodword.approvals.actions.decide import decide, withdraw
from goodword.approvals.actions.open import ask_instead, delegate, escalate, mark_reminded, open_approval

__all__ = ["ask_instead", "decide", "delegate", "escalate", "mark_reminded", "open_approval", "withdraw"]
