"""The words of every mail, one file per occasion. Start at letter.py; who is told about which verb stands in reactions.py."""

from goodword.notifications.messages import ask, ask_again, owner_question, owner_reminder
from goodword.notifications.messages.letter import Message

MESSAGES: dict[str, Message] = {each.MESSAGE.code: each.MESSAGE for each in (ask, ask_again, owner_question, owner_reminder)}

__all__ = ["MESSAGES"]
