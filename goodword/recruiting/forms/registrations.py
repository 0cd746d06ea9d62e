"""The forms of the review of a registration, and of what the team says."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodword.kernel.clock import add_months
from goodword.recruiting.kinds.leads import MONTHS, month_words
from goodword.recruiting.kinds.reviewing import MOST_WORDS, Because, Fitness
from goodword.ui.days import DayField, MomentField
from goodword.ui.forms import DateInput, MomentInput, OneLine

WORDS: dict[str, Any] = {"max_length": MOST_WORDS, "required": False}


class FitnessForm(forms.Form):
    """Fits; not now, in some months or until a day, because; no, because."""

    answer = forms.ChoiceField(label=_("Answer"), choices=Fitness.choices)
    months = forms.TypedChoiceField(label=_("Ask again"), coerce=int, empty_value=None, required=False)
    until_on = DayField(label=_("or on"), required=False, widget=DateInput)
    words = forms.CharField(label=_("Why"), widget=forms.Textarea({"rows": 2}), **WORDS)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """Offer some months from a day on."""
        super().__init__(*args, **kwargs)
        self._today = today
        field = self.fields["months"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", ""), *((str(months), month_words(months)) for months in MONTHS)]

    def clean(self) -> dict[str, Any]:
        """What is missing for the answer that was chosen."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("answer") == Fitness.NOT_NOW and "until_on" not in self.errors:
            day = data.get("until_on") or (add_months(self._today, data["months"]) if data.get("months") else None)
            if day is None:
                self.add_error("months", gettext("Choose when to ask again."))
            elif day <= self._today:
                self.add_error("until_on", gettext("Choose a day that is still to come."))
            data["until_on"] = day
        if data.get("answer") in (Fitness.NOT_NOW, Fitness.NO) and not (data.get("words") or "").strip():
            self.add_error("words", gettext("Say why in a few words; only colleagues read it."))
        return data

    def said(self) -> dict[str, Any]:
        """The answer as the action takes it."""
        data = self.cleaned_data
        return {"answer": data["answer"], "until_on": data.get("until_on"), "words": data.get("words", "")}


class AcceptForm(forms.Form):
    """Go on with somebody."""

    new_account = forms.BooleanField(label=_("Make a new customer of the company"), required=False)
    tell = forms.BooleanField(label=_("Write them a kind mail"), required=False, initial=True)


class DeclineForm(forms.Form):
    """Do not go on with somebody."""

    because = forms.ChoiceField(label=_("Why?"), choices=Because.choices, help_text=_("The mail says it in kind words of its own."))
    words = forms.CharField(label=_("For colleagues"), widget=forms.Textarea({"rows": 2}), help_text=_("They never read this."), **WORDS)
    tell = forms.BooleanField(label=_("Write them a kind answer"), required=False, initial=True)


class LaterForm(forms.Form):
    """Not now, until a day."""

    until_on = DayField(label=_("Look at it again on"), widget=DateInput)
    words = forms.CharField(label=_("For colleagues"), widget=forms.Textarea({"rows": 2}), help_text=_("They never read this."), **WORDS)
    tell = forms.BooleanField(label=_("Write them a kind answer"), required=False, initial=True)


class PlanCallForm(forms.Form):
    """When the discovery call is."""

    call_at = MomentField(label=_("When?"), widget=MomentInput)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=5, max_value=480, initial=30)
    place = OneLine(label=_("Where, or the address of the call"), max_length=300, required=False)


class HoldCallForm(forms.Form):
    """What came of the discovery call."""

    held_on = DayField(label=_("When was it?"), widget=DateInput)
    agreed = forms.ChoiceField(
        label=_("Do both want to go on?"), choices=[("yes", _("Yes, agreed")), ("no", _("No"))], widget=forms.RadioSelect
    )
    notes = forms.CharField(label=_("Notes"), max_length=10_000, required=False, widget=forms.Textarea({"rows": 4}))
