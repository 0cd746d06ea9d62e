"""What of the journal goes when a customer's person is erased."""

from typing import Final

from goodword.kernel.erasure import Decisions, dropped, kept, searched

ERASED: Final[Decisions] = {
    **kept("Entry", "verb data", "ids and codes only (docs/adr/0004); an address stands there as a mark that cannot be read back"),
    **kept("Subject", "kind", "a code of ours"),
    **searched("Note", "text", "what was noted about the person or by them goes (erasure/actions/own_rows.py), all others are searched"),
    **kept("FieldChange", "kind field", "codes of ours"),
    **dropped("FieldChange", "before after", "the person's own history goes whole, and every other change that names them"),
}
