"""What of saved filters goes when a customer's person is erased."""

from typing import Final

from goodword.kernel.erasure import Decisions, kept, searched

ERASED: Final[Decisions] = {
    **searched("SavedFilter", "name query", "a filter may search for the person"),
    **kept("UsualFilter", "list", "a code of ours"),
}
