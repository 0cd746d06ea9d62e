"""A contact asked for the page on which they see and change what we may ask them: a fresh link, to their own address alone."""

from datetime import timedelta
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.models import Contact
from goodword.customers.queries.own_word import bound_to
from goodword.links.models import Purpose
from goodword.notifications.messages.letter import Button, Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import company, hello
from goodword.notifications.queries import Scene, contact_of
from goodword.people.queries import manager_for
from goodword.requests.queries.letters import called, worded

UNUSED_LASTS: Final = timedelta(hours=24)


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    if not isinstance(reader, Contact):
        return Stale("gone")
    if scene.at > scene.entry.at + UNUSED_LASTS and not scene.reading:
        return Stale()
    keeper = manager_for(account=reader.account)
    facts = {
        "name": called(reader.name),
        "full_name": reader.name,
        "company": company(scene),
        "asker": called(keeper.name) if keeper else "",
        "asker_name": keeper.name if keeper else "",
    }
    made = worded("own_page", reader, house=scene.program, facts=lambda: facts)
    return Letter(
        subject=made.filled.subject,
        greeting=made.filled.greeting if reader.name and made.filled.greeting else hello(reader),
        paragraphs=made.filled.paragraphs,
        closing=made.filled.closing,
        text=made.text,
        sender=keeper,
        button=Button(
            label=_("Open my page"),
            purpose=Purpose.MANAGE_CONTACT,
            about=reader,
            expires_at=scene.entry.at + UNUSED_LASTS,
            bound_to=bound_to(reader),
        ),
        small=_("You did not ask for it? Then leave it, and nothing happens. The link is meant for you alone."),
    )


MESSAGE = Message(
    code="own_page",
    kind=None,
    label=gettext_lazy("Link to a customer's own page"),
    readers=lambda scene: [contact_of(scene)],
    letter=_letter,
    asked_for=True,
)
