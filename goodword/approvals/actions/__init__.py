"""The verbs of an approval. The caller's transaction holds the row that the approval is about."""

from goodword.approvals.actions.decide import decide, withdraw
from goodword.approvals.actions.open import delegate, escalate, mark_reminded, open_approval

__all__ = ["decide", "delegate", "escalate", "mark_reminded", "open_approval", "withdraw"]
