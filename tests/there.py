"""What a test knows is there, said to the type checker as well: it is, or the test fails here."""

from __future__ import annotations

from email import message_from_bytes, policy
from typing import TypeVar

from goodword.notifications.actions.compose import Composed
from goodword.notifications.messages.letter import Stale

T = TypeVar("T")


def there(found: T | None) -> T:
    """What is not missing."""
    assert found is not None
    return found


def letter(made: Composed | Stale) -> Composed:
    """A mail that is still to be sent."""
    assert isinstance(made, Composed)
    return made


def plain_text(content: bytes | str | None) -> str:
    """The plain text of a mail as it went out."""
    body = there(message_from_bytes(content if isinstance(content, bytes) else b"", policy=policy.default).get_body(("plain",)))
    return str(body.get_content())
