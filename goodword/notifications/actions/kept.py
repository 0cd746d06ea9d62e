"""The words of a mail to a customer, kept as they left, and read as they left."""

from dataclasses import replace
from typing import Any

from goodword.notifications.messages.letter import Attachment, Button, Letter, Stale
from goodword.notifications.models import Mail, SentWords

PARTS = ("subject", "greeting", "paragraphs", "closing", "small")


def keep_words(mail: Mail, letter: Letter, *, signature: tuple[str, ...]) -> None:
    """Keep what a mail says when it leaves, and note on its row which text it used."""
    if mail.to_contact_id is None or letter.text is None:
        return
    mail.context = {**mail.context, "text": [letter.text.kind, letter.text.language, letter.text.number]}
    mail.save(update_fields=["context"])
    words: dict[str, Any] = {name: getattr(letter, name) for name in PARTS}
    words |= {
        "signature": signature,
        "button": letter.button.label if letter.button else "",
        "calendar": letter.calendar.method if letter.calendar else "",
    }
    SentWords.objects.update_or_create(mail=mail, defaults={"words": words})


def words_of(mail: Mail) -> dict[str, Any] | None:
    """What was kept of a mail, if it left with words of its own."""
    found: dict[str, Any] | None = SentWords.objects.filter(mail=mail).values_list("words", flat=True).first()
    return found


def as_it_left(letter: Letter | Stale, words: dict[str, Any]) -> Letter:
    """The letter as it left, also when it could not be put into words any more."""
    said: dict[str, Any] = {name: tuple(words[name]) if isinstance(words[name], list) else words[name] for name in PARTS}
    if isinstance(letter, Stale):
        button = Button(label=words["button"]) if words["button"] else None
        calendar = Attachment(b"", words["calendar"]) if words["calendar"] else None
        return Letter(sender=None, button=button, calendar=calendar, **said)
    return replace(letter, **said)
