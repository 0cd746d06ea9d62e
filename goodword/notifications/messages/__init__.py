"""The words of every mail, one file per occasion. Start at letter.py; who is told about which verb stands in reactions.py.

A `Message` that stands in a file of this folder is known by its code; there is no list to keep.
"""

from importlib import import_module
from pkgutil import iter_modules

from goodword.notifications.messages.letter import Message

_FILES = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
MESSAGES: dict[str, Message] = {each.code: each for file in _FILES for each in vars(file).values() if isinstance(each, Message)}

__all__ = ["MESSAGES"]
