"""What the team of a customer says of somebody who registered, by link."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodword.kernel.clock import add_months
from goodword.recruiting.kinds.leads import MONTHS
from goodword.recruiting.kinds.reviewing import MOST_WORDS, Fitness


class FitnessForm(forms.Form):
    """Fits; not now, in some months, because; no, because."""

    answer = forms.ChoiceField(label=_("Answer"), choices=Fitness.choices)
    months = forms.TypedChoiceField(
        label=_("Ask again"), coerce=int, empty_value=None, required=False, choices=[("", ""), *((str(each), each) for each in MONTHS)]
    )
    words = forms.CharField(label=_("Why"), required=False, max_length=MOST_WORDS)

    def clean(self) -> dict[str, Any]:
        """What is missing for the answer that was chosen."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("answer") == Fitness.NOT_NOW and not data.get("months"):
            self.add_error("months", gettext("Choose when to ask again."))
        if data.get("answer") in (Fitness.NOT_NOW, Fitness.NO) and not (data.get("words") or "").strip():
            self.add_error("words", gettext("Say why in a few words; only colleagues read it."))
        return data

    def said(self, today: date) -> dict[str, Any]:
        """The answer as the action takes it."""
        data = self.cleaned_data
        until_on = add_months(today, data["months"]) if data["answer"] == Fitness.NOT_NOW else None
        return {"answer": data["answer"], "until_on": until_on, "words": data["words"]}
