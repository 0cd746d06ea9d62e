"""What of texts goes when a customer's person is erased."""

from typing import Final

from goodword.kernel.erasure import Decisions, kept, searched

ERASED: Final[Decisions] = {
    **kept("TextVersion", "kind language", "codes of ours"),
    **searched("TextVersion", "subject greeting body closing why", "an example in a text may be somebody's name"),
    **searched("OwnWords", "subject body", "what was written to the person goes (erasure/actions/own_rows.py), all others are searched"),
}
