"""What of playbooks goes when a customer's person is erased."""

from typing import Final

from goodword.kernel.erasure import Decisions, kept, searched

ERASED: Final[Decisions] = {
    **searched("RunStep", "reason remark", "colleagues write about people of the customer"),
    **kept("PlaybookVersion", "code definition note", "how something is made, of nobody"),
    **kept("PlaybookDraft", "code definition", "how something is made, of nobody"),
    **kept("Run", "subject_kind", "a code"),
    **kept("RunStep", "key over", "codes"),
}
