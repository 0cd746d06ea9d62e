"""The forms that move the day of a request, and say whether the customer travels."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from goodword.requests.forms.steps import StepForm
from goodword.requests.models import Payer, Travel
from goodword.ui.days import DayField
from goodword.ui.forms import DateInput, OneLine, Radios


class DayForm(StepForm):
    """The new day, a line about it, and why it cannot wait, should it need an exception."""

    needed_on = DayField(label=gettext_lazy("The new day"), widget=DateInput)
    reason = OneLine(label=gettext_lazy("A line about it"), required=False, max_length=300)
    exception_reason = forms.CharField(
        label=gettext_lazy("Why can it not wait?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Only if the new day is too near, or the places of its quarter are used."),
    )


class TravelForm(StepForm):
    """Whether the customer has to travel, and who pays."""

    travel = forms.ChoiceField(
        label=gettext_lazy("Does the customer have to travel?"),
        choices=[(each.value, each.label) for each in (Travel.NONE, Travel.NEEDED)],
        widget=Radios,
    )
    travel_paid_by = forms.ChoiceField(label=gettext_lazy("Who pays for it?"), required=False)

    def __init__(self, *args: Any, payers: list[tuple[str, Any]], **kwargs: Any) -> None:
        """Offer what the policy says first, where it says who pays."""
        super().__init__(*args, **kwargs)
        self.fields["travel_paid_by"] = forms.ChoiceField(label=self.fields["travel_paid_by"].label, required=False, choices=payers)


def payers(usual: Payer | None) -> list[tuple[str, Any]]:
    """Who may pay; without a choice it is whoever the policy names."""
    first = [("", gettext_lazy("Choose"))] if usual is None else []
    return [*first, *([(usual.value, usual.label)] if usual is not None else []), *(each for each in Payer.choices if each[0] != usual)]
