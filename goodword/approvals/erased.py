"""What of approvals goes when a customer's person is erased."""

from typing import Final

from goodword.kernel.erasure import Decisions, kept, searched

ERASED: Final[Decisions] = {
    **kept("Approval", "question subject_kind", "codes of ours"),
    **searched("Approval", "reason", "why a colleague said no may speak of the person"),
}
