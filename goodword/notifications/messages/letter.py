"""What a message is: who is told, and the words. Words are made from a scene, at the moment a mail leaves."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import models

from goodword.kernel.text import Words
from goodword.links.models import Purpose
from goodword.notifications.kinds import Kind
from goodword.notifications.queries import Reader, Scene
from goodword.people.models import User
from goodword.texts.queries import Text

__all__ = ["Attachment", "Button", "Letter", "Line", "Message", "Reader", "Section", "Stale"]


@dataclass(frozen=True, slots=True)
class Stale:
    """The mail is not needed any more; the code says why (see `messages/reasons.py`)."""

    code: str = "passed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """The one thing to do: a page (`path`, or `make_path` when it carries a secret), or a single-purpose link made when the mail leaves.

    With both, `path` is where the same is done by whoever is signed in.
    """

    label: str
    path: str = ""
    make_path: Callable[[], str] | None = None
    purpose: Purpose | None = None
    about: models.Model | None = None
    expires_at: datetime | None = None
    bound_to: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A calendar file and its iTIP method."""

    content: bytes
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One of several things in a letter, each with its own button."""

    words: str
    detail: str = ""
    button: Button | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Some things of a letter under one heading; `pressing`: each waits for its reader."""

    title: str
    lines: tuple[Line, ...]
    pressing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One mail in words: subject, greeting, paragraphs, one button, a closing, the person who writes, a small line at the end.

    The daily mail has sections besides, and at its very end a quiet button.
    `text` is what a customer's mail was worded from; each of them has one (see `texts/`). `added` are the last
    of its paragraphs, which are ours.
    """

    subject: str
    greeting: str
    paragraphs: tuple[str, ...]
    sender: User | None
    button: Button | None = None
    small: str = ""
    calendar: Attachment | None = None
    sections: tuple[Section, ...] = ()
    foot: Button | None = None
    closing: tuple[str, ...] = ()
    text: Text | None = None
    added: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        """The paragraphs that somebody may change, as one text."""
        return "\n\n".join(self.paragraphs[: len(self.paragraphs) - len(self.added)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One mail for one occasion. `delayed`: leaves after the program's pause, in which it can be taken back.

    `asked_for`: its reader asked for it a moment ago, so it leaves also to whoever wants no mail.
    `kind`: what it is to a colleague, who chooses how they are told of it; None when only customers get it.
    """

    code: str
    label: Words
    kind: Kind | None
    readers: Callable[[Scene], Iterable[Reader | None]]
    letter: Callable[[Scene, Reader], Letter | Stale]
    delayed: bool = False
    to_actor: bool = field(default=False)
    asked_for: bool = False
