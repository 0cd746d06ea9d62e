"""The mail to a customer as it will leave, to be read and changed before: subject and paragraphs. Unchanged, the text in force is sent."""

from collections.abc import Callable
from typing import Any

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


class LetterFields(forms.Form):
    """Subject and paragraphs of one mail. Without a letter to begin from there is nothing to change, and the form has no such fields."""

    subject = forms.CharField(label=gettext_lazy("Subject"), required=False, max_length=300)
    text = forms.CharField(label=gettext_lazy("What they will read"), required=False, widget=forms.Textarea(attrs={"rows": 9}))
    written_for = forms.IntegerField(required=False, widget=forms.HiddenInput)
    letter: Letter | None = None

    def begin_letter(self, contact: Contact | None, letter_for: LetterFor | None) -> None:
        """Show the mail that this person would get."""
        if contact is None or letter_for is None:
            for name in ("subject", "text", "written_for"):
                self.fields.pop(name, None)
            return
        self.letter = letter_for(contact)
        self.initial = {**self.initial, "subject": self.letter.filled.subject, "text": self.letter.body, "written_for": contact.pk}
        self.order_fields([*(name for name in self.fields if name not in ("subject", "text")), "subject", "text"])

    @property
    def pause_words(self) -> str:
        """How long it can still be stopped."""
        pause = program().mail_delay_seconds
        if not pause:
            return _("It leaves at once: no pause is set for mails to customers, so it cannot be taken back.")
        return _("It leaves after %(pause)s. Until then it can be taken back.") % {"pause": seconds_words(pause)}

    def clean(self) -> dict[str, Any]:
        """What was changed as `own`: subject and body, or nothing when they were left as they are."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.letter is None:
            return cleaned
        subject = cleaned.get("subject", "") if "subject" in self.data else self.letter.filled.subject
        text = cleaned.get("text", "") if "text" in self.data else self.letter.body
        changed = subject != self.letter.filled.subject or paragraphs_of(text) != self.letter.filled.paragraphs
        refused = why_not_own(subject, text) if changed else None
        if refused is not None:
            self.add_error(refused.reasons[0].code, refused.words)
        return {**cleaned, "subject": subject, "text": text, "own": (subject, text) if changed else None}
