"""What of lists that were brought in goes when a customer's person is erased.

Kept uploads and lists of changes that name the person go whole: see erasure/actions/beside.py.
"""

from typing import Final

from goodword.kernel.erasure import Decisions, kept, searched

ERASED: Final[Decisions] = {
    **kept("ImportMapping", "kind source header_hash columns", "headings of columns"),
    **kept("HealthScale", "source words", "what a team calls good and poor"),
    **kept("ValueMatch", "vocabulary source target", "codes"),
    **searched("ValueMatch", "value", "a value that is on no list may be the person's"),
    **kept("ImportRun", "kind source stored_as columns", "codes, headings, and a name of our own"),
    **searched("ImportRun", "file_name detected chosen preview error", "its name may be the person's; sample and preview show rows"),
    **searched("ImportRejection", "subject value reason remedy", "rows that were not taken"),
    **kept("ImportRejection", "column", "a heading"),
}
