"""The words of one mail, changed by whoever sends it. They stand beside the journal entry, can be erased, and hold no placeholders."""

from typing import Final

from django.utils.translation import gettext as _

from goodword.journal.models import Entry
from goodword.kernel.refusal import Refused, refuse
from goodword.texts.kinds import typed_placeholders
from goodword.texts.models import OwnWords

LONGEST_SUBJECT: Final = 200
LONGEST_BODY: Final = 4000


def why_not_own(subject: str, body: str) -> Refused | None:
    """What keeps these words from leaving as they are."""
    if not subject.strip():
        return refuse("subject", _("A mail needs a subject."))
    if "\n" in subject.strip() or "\r" in subject.strip():
        return refuse("subject", _("It is one line: take the line break out."))
    if len(subject) > LONGEST_SUBJECT:
        return refuse("subject", _("Too long: there is room for %(most)s letters.") % {"most": LONGEST_SUBJECT})
    if not body.strip():
        return refuse("text", _("Write a few lines: they leave as they stand here."))
    if len(body) > LONGEST_BODY:
        return refuse("text", _("Too long: there is room for %(most)s letters.") % {"most": LONGEST_BODY})
    for name, text in (("subject", subject), ("text", body)):
        left = next(iter(typed_placeholders(text)), None)
        if left is not None:
            return refuse(name, _("This one mail leaves as it stands: write the name itself instead of {%(name)s}.") % {"name": left})
    return None


def change_own_words(entry: Entry, *, subject: str, body: str) -> None:
    """Keep other words for the mail that an entry sends, in the place of those it has."""
    OwnWords.objects.update_or_create(entry=entry, defaults={"subject": " ".join(subject.split()), "body": body.strip()})


def keep_own_words(entry: Entry, *, subject: str, body: str) -> None:
    """Keep the words of the mail that an entry sends."""
    OwnWords.objects.create(entry=entry, subject=" ".join(subject.split()), body=body.strip())
