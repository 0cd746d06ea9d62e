"""What of files goes when a customer's person is erased."""

from typing import Final

from goodword.kernel.erasure import Decisions, kept, searched

ERASED: Final[Decisions] = {
    **kept("File", "subject_kind type sha256 stored_as", "codes and names of ours"),
    **searched("File", "name", "a file may be called after the person; what stands in it, colleagues look through (see the report)"),
}
