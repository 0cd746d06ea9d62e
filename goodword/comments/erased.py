"""What of comments goes when a customer's person is erased."""

from typing import Final

from goodword.kernel.erasure import Decisions, kept, searched

ERASED: Final[Decisions] = {
    **kept("Comment", "subject_kind", "a code of ours"),
    **searched("Comment", "text", "colleagues write of people"),
}
