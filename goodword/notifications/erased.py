"""What of mails goes when a customer's person is erased."""

from typing import Final

from goodword.kernel.erasure import Decisions, kept, searched

ERASED: Final[Decisions] = {
    **kept("Mail", "message context key message_id", "codes and ids; mails to the person go with them"),
    **searched("Mail", "error", "a mail server's answer may name an address"),
    **searched("SentWords", "words", "goes with the mail to the person; in mails to others it is searched"),
}
