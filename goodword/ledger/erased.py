"""What of the ledger goes when a customer's person is erased: the pointer to them, and nothing that counts."""

from typing import Final

from goodword.kernel.erasure import Decisions, kept

ERASED: Final[Decisions] = {
    **kept("LimitInForce", "counts", "a code of ours"),
    **kept("LedgerSummary", "reach", "codes of ours"),
    **kept("LedgerMove", "family kind", "codes of ours"),
}
