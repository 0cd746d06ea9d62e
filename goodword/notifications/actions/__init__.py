"""Write, compose, send and retry mails; how one is told, and the daily mail."""

from goodword.notifications.actions.bounce import Bounced, note_bounce
from goodword.notifications.actions.compose import Composed, compose, preview, read, read_with_link, todays
from goodword.notifications.actions.farewell import Farewell, farewell_for, say_farewell
from goodword.notifications.actions.retention import forget_words
from goodword.notifications.actions.retry import retry, send_overdue
from goodword.notifications.actions.reword import hold_back, let_go, reword
from goodword.notifications.actions.send import give_up, send
from goodword.notifications.actions.stop import stop
from goodword.notifications.actions.tell import tell, tell_daily
from goodword.notifications.actions.wishes import choose_first_ways, choose_ways
from goodword.notifications.actions.write import write

__all__ = [
    "Bounced",
    "Composed",
    "Farewell",
    "choose_first_ways",
    "choose_ways",
    "compose",
    "farewell_for",
    "forget_words",
    "give_up",
    "hold_back",
    "let_go",
    "note_bounce",
    "preview",
    "read",
    "read_with_link",
    "retry",
    "reword",
    "say_farewell",
    "send",
    "send_overdue",
    "stop",
    "tell",
    "tell_daily",
    "todays",
    "write",
]
