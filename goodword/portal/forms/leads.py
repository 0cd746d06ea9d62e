"""What an owner says of a reference lead, by link."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodword.kernel.clock import add_months
from goodword.recruiting.kinds.leads import MONTHS, LeadChoice
from goodword.ui.days import DayField

TAKE_BACK = "take_back"


class LeadForm(forms.Form):
    """Yes; not now, in some months or until a day; never, because; or what was said, taken back."""

    answer = forms.ChoiceField(label=_("Answer"), choices=[*LeadChoice.choices, (TAKE_BACK, _("Take back"))])
    months = forms.TypedChoiceField(
        label=_("Ask again"), coerce=int, empty_value=None, required=False, choices=[("", ""), *((str(each), each) for each in MONTHS)]
    )
    until_on = DayField(label=_("or on"), required=False)
    words = forms.CharField(label=_("Why"), required=False, max_length=1000)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """Months are counted from a day on."""
        super().__init__(*args, **kwargs)
        self._today = today

    def clean(self) -> dict[str, Any]:
        """What is missing for the answer that was chosen."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("answer") == LeadChoice.NOT_NOW and "until_on" not in self.errors:
            day = add_months(self._today, data["months"]) if data.get("months") else data.get("until_on")
            if day is None:
                self.add_error("until_on", gettext("Choose when to ask again."))
            elif day <= self._today:
                self.add_error("until_on", gettext("Choose a day that is still to come."))
            data["until_on"] = day
        if data.get("answer") == LeadChoice.NEVER and not (data.get("words") or "").strip():
            self.add_error("words", gettext("Say why; it spares the next one from asking."))
        return data

    def said(self) -> dict[str, Any]:
        """The answer as the action takes it."""
        data = self.cleaned_data
        return {"answer": data["answer"], "until_on": data.get("until_on"), "words": data["words"]}
