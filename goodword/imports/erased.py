"""What of lists that were brought in goes when a customer's person is erased.

Kept uploads and lists of changes that name the person go whole: see erasure/actions/beside.py.
"""

from typing import Final

from goodword.kernel.erasure import Decisions, kept, searched

_HEADINGS: Final = "headings; in a list without any a row stands in their place"

ERASED: Final[Decisions] = {
    **kept("ImportMapping", "kind source header_hash", "codes, and a sum over headings"),
    **searched("ImportMapping", "columns", _HEADINGS),
    **kept("HealthScale", "source words", "what a team calls good and poor"),
    **kept("ValueMatch", "vocabulary source target", "codes"),
    **searched("ValueMatch", "value", "a value that is on no list may be the person's"),
    **kept("ImportRun", "kind source stored_as", "codes, and a name of our own"),
    **searched("ImportRun", "columns", _HEADINGS),
    **searched("ImportRun", "file_name detected chosen preview error", "its name may be the person's; sample and preview show rows"),
    **searched("ImportRejection", "subject value reason remedy", "rows that were not taken"),
    **searched("ImportRejection", "column", _HEADINGS),
}
