"""What of links goes when a customer's person is erased."""

from typing import Final

from goodword.kernel.erasure import Decisions, apart, goes

ERASED: Final[Decisions] = {
    **goes("Link", "token_hash subject_kind bound_to", "links of the person go with them; a hash says nothing by itself"),
    **apart("Guesses", "address", "counts kept under a mark of the person's address go (erasure/actions/own_rows.py)"),
}
