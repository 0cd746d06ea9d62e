"""Choosing how one is told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from goodword.kernel.text import Words
from goodword.notifications.kinds import ABOUT, OF_COLLEAGUES, Kind, Way
from goodword.notifications.messages import MESSAGES
from goodword.texts.actions import why_not_own

HOURS: Final = [(hour, f"{hour:02}:00") for hour in range(24)]


class WordsForm(forms.Form):
    """Subject and paragraphs of one mail that waits to leave."""

    subject = forms.CharField(label=_("Subject"), required=False, max_length=300, widget=forms.TextInput(attrs={"aria-required": "true"}))
    text = forms.CharField(
        label=_("What they will read"), required=False, widget=forms.Textarea(attrs={"rows": 9, "aria-required": "true"})
    )

    def clean(self) -> dict[str, Any]:
        """Words that can leave as they stand."""
        cleaned = self.cleaned_data
        refused = why_not_own(cleaned.get("subject", ""), cleaned.get("text", ""))
        if refused is not None and refused.reasons[0].code not in self.errors:
            self.add_error(refused.reasons[0].code, refused.words)
        return cleaned


class OneChip(forms.RadioSelect):
    """One of a few small choices, side by side."""

    template_name = "notifications/one_chip.html"


@dataclass(frozen=True, slots=True)
class Row:
    """One kind with its choice; without a field when there is nothing to choose."""

    label: Words
    covers: Words
    why: Words
    field: BoundField | None


class FirstWaysForm(forms.Form):
    """For each kind of notice the way in which colleagues are told of it."""

    def __init__(self, data: Any = None, *, ways: Mapping[Kind, Way], **kwargs: Any) -> None:
        """Begin with what holds now; a kind of which there is no message is not asked about."""
        super().__init__(data, **kwargs)
        sent = {message.kind for message in MESSAGES.values()}
        self.kinds = [kind for kind in Kind if kind in sent]
        for kind in self.kinds:
            choices = [(way.value, way.label) for way in ABOUT[kind].ways]
            if len(choices) > 1:
                self.fields[kind.value] = forms.ChoiceField(
                    label=self.words_of(kind)[0], choices=choices, widget=OneChip, initial=ways[kind]
                )

    def words_of(self, kind: Kind) -> tuple[Words, Words, Words]:
        """What a kind is called, what it covers, and why ways are missing."""
        return OF_COLLEAGUES[kind]

    def rows(self) -> Iterator[Row]:
        """The kinds in their order."""
        for kind in self.kinds:
            yield Row(*self.words_of(kind), self[kind.value] if kind.value in self.fields else None)

    def ways(self) -> dict[Kind, Way]:
        """What was chosen."""
        return {kind: Way(self.cleaned_data[kind.value]) for kind in self.kinds if kind.value in self.fields}


class WaysForm(FirstWaysForm):
    """The same for oneself, with the hour of the daily mail."""

    hour = forms.TypedChoiceField(
        label=_("The daily mail comes at"), choices=HOURS, coerce=int, help_text=_("On your working days, by your own clock.")
    )

    def __init__(self, data: Any = None, *, hour: int, **kwargs: Any) -> None:
        """Begin with the hour there is."""
        super().__init__(data, initial={"hour": hour}, **kwargs)

    def words_of(self, kind: Kind) -> tuple[Words, Words, Words]:
        """In the words of whoever is told."""
        return kind.label, ABOUT[kind].covers, ABOUT[kind].why
