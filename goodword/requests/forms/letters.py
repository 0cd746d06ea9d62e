"""The mail to a customer as it will leave, to be read and changed before: subject and paragraphs. Unchanged, the text in force is sent."""

from collections.abc import Callable
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.models import Contact
from goodword.people.queries import program
from goodword.requests.queries.letters import Letter
from goodword.texts.actions import why_not_own
from goodword.texts.kinds.filling import paragraphs_of
from goodword.ui.dates import seconds_words

LetterFor = Callable[[Contact], Letter]
# Left out of a post they mean the text in force; shown they must say something, which is checked below.
NEEDED: Final = {"aria-required": "true"}
LETTER_FIELDS: Final = ("subject", "text", "written_for", "read_for")


class LetterFields(forms.Form):
    """Subject and paragraphs of one mail. Without a letter to begin from there is nothing to change, and the form has no such fields.

    `written_for` is whose mail the words began as; `read_for` is for whom the page shows it, which differs when somebody else was chosen
    after the words were changed.
    """

    subject = forms.CharField(label=gettext_lazy("Subject"), required=False, max_length=300, widget=forms.TextInput(attrs=NEEDED))
    text = forms.CharField(label=gettext_lazy("What they will read"), required=False, widget=forms.Textarea(attrs={"rows": 9, **NEEDED}))
    written_for = forms.IntegerField(required=False, widget=forms.HiddenInput)
    read_for = forms.IntegerField(required=False, widget=forms.HiddenInput)
    letter: Letter | None = None
    begun_as: Letter | None = None

    def begin_letter(self, contact: Contact | None, letter_for: LetterFor | None, *, begun_for: Contact | None = None) -> None:
        """Show the mail that this person would get; the words may have begun as somebody else's."""
        if contact is None or letter_for is None:
            for name in LETTER_FIELDS:
                self.fields.pop(name, None)
            return
        self.letter = letter_for(contact)
        self.begun_as = letter_for(begun_for) if begun_for is not None and begun_for.pk != contact.pk else self.letter
        self.begin_with(self.letter.filled.subject, self.letter.body, written_for=contact)
        self.order_fields([*(name for name in self.fields if name not in LETTER_FIELDS), *LETTER_FIELDS])

    def begin_with(self, subject: str, text: str, *, written_for: Contact) -> None:
        """Fill in these words, which began as somebody's mail."""
        read_for = self.letter.contact.pk if self.letter else None
        self.initial = {**self.initial, "subject": subject, "text": text, "written_for": written_for.pk, "read_for": read_for}

    @property
    def fits_somebody_else(self) -> bool:
        """Whether the words that stand here were changed in the mail for somebody else."""
        return self.letter is not None and self.begun_as is not None and self["written_for"].value() not in (self.letter.contact.pk, None)

    @property
    def pause_words(self) -> str:
        """How long it can still be stopped."""
        pause = program().mail_delay_seconds
        if not pause:
            return _("It leaves at once: no pause is set for mails to customers, so it cannot be taken back.")
        return _("It leaves after %(pause)s. Until then it can be taken back.") % {"pause": seconds_words(pause)}

    def is_changed(self, subject: str, text: str) -> bool:
        """Whether words are neither the mail they began as nor the one that this person would get."""
        return all(
            subject != each.filled.subject or paragraphs_of(text) != each.filled.paragraphs
            for each in (self.letter, self.begun_as)
            if each is not None
        )

    def clean(self) -> dict[str, Any]:
        """What was changed as `own`: subject and body, or nothing when they were left as they are."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.letter is None:
            return cleaned
        subject = cleaned.get("subject", "") if "subject" in self.data else self.letter.filled.subject
        text = cleaned.get("text", "") if "text" in self.data else self.letter.body
        changed = self.is_changed(subject, text)
        refused = why_not_own(subject, text) if changed else None
        if refused is not None:
            self.add_error(refused.reasons[0].code, refused.words)
        return {**cleaned, "subject": subject, "text": text, "own": (subject, text) if changed else None}
