"""What an owner says of a reference lead, by link."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodword.kernel.clock import add_months
from goodword.recruiting.kinds.leads import MONTHS, LeadChoice

TAKE_BACK = "take_back"


class LeadForm(forms.Form):
    """Yes; not now, in some months; never, because; or what was said, taken back."""

    answer = forms.ChoiceField(label=_("Answer"), choices=[*LeadChoice.choices, (TAKE_BACK, _("Take back"))])
    months = forms.TypedChoiceField(
        label=_("Ask again"), coerce=int, empty_value=None, required=False, choices=[("", ""), *((str(each), each) for each in MONTHS)]
    )
    words = forms.CharField(label=_("Why"), required=False, max_length=1000)

    def clean(self) -> dict[str, Any]:
        """What is missing for the answer that was chosen."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("answer") == LeadChoice.NOT_NOW and not data.get("months"):
            self.add_error("months", gettext("Choose when to ask again."))
        if data.get("answer") == LeadChoice.NEVER and not (data.get("words") or "").strip():
            self.add_error("words", gettext("Say why; it spares the next one from asking."))
        return data

    def said(self, today: date) -> dict[str, Any]:
        """The answer as the action takes it."""
        data = self.cleaned_data
        until_on = add_months(today, data["months"]) if data["answer"] == LeadChoice.NOT_NOW else None
        return {"answer": data["answer"], "until_on": until_on, "words": data["words"]}
