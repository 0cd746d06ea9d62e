"""Somebody registered on the public page: was it them? It goes to that address alone, and nobody inside is told before they say yes."""

import re
from datetime import timedelta
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.links.models import Purpose
from goodword.notifications.messages.letter import Button, Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import company
from goodword.notifications.queries import Scene
from goodword.recruiting.models import Registration
from goodword.recruiting.states import RegistrationState
from goodword.requests.queries.letters import called
from goodword.texts.kinds import fill
from goodword.texts.queries import text_in_force

LINK_LASTS: Final = timedelta(days=7)

LONGEST_NAME: Final = 60
_NO_NAME: Final = re.compile(r"\d|[/:@\\()\[\]{}|<>*#=%$\u2039\u203a!?]|\w\.\w")


def is_name(text: str) -> bool:
    """Does it look like the name of somebody? Whatever else a stranger typed there does not reach another stranger by our mail."""
    return 0 < len(text) <= LONGEST_NAME and not _NO_NAME.search(text)


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    if not isinstance(reader, Registration):
        return Stale("gone")
    ends_at = scene.entry.at + LINK_LASTS
    if (reader.state != RegistrationState.UNCONFIRMED or scene.at > ends_at) and not scene.reading:
        return Stale()
    text = text_in_force("join_confirm", [reader.language])
    name = reader.name if is_name(reader.name) else ""
    filled = fill(text.words, {"name": called(name), "full_name": name, "company": company(scene)})
    return Letter(
        subject=filled.subject,
        greeting=filled.greeting if name and filled.greeting else _("Hello,"),
        paragraphs=filled.paragraphs,
        closing=filled.closing,
        text=text,
        sender=None,
        button=Button(label=_("Confirm"), purpose=Purpose.CONFIRM_REGISTRATION, about=reader, expires_at=ends_at),
        small=_("The link works for seven days. You wrote nothing? Then leave it, and nothing happens."),
    )


MESSAGE = Message(
    code="registration_confirm",
    kind=None,
    label=gettext_lazy("Registration: please confirm"),
    readers=lambda scene: [scene.registration] if scene.data.get("told", True) else [],
    letter=_letter,
)
