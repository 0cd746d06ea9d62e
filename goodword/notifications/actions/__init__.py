"""Write, compose, send and retry mails."""

from goodword.notifications.actions.compose import Composed, compose, preview, read, read_with_link
from goodword.notifications.actions.retention import forget_words
from goodword.notifications.actions.retry import retry, send_overdue
from goodword.notifications.actions.send import give_up, send
from goodword.notifications.actions.write import write

__all__ = ["Composed", "compose", "forget_words", "give_up", "preview", "read", "read_with_link", "retry", "send", "send_overdue", "write"]
