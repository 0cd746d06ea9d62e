"""The forms with which an exception is decided, or passed on."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from goodword.people.models import User
from goodword.people.queries import active_people
from goodword.ui.days import DayField
from goodword.ui.forms import DateInput, OneLine, offer_rows


class ExceptionForm(forms.Form):
    """The answer with its reason; until when it may run, and under which conditions."""

    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Whoever asked for it reads this."),
    )
    until_on = DayField(
        label=gettext_lazy("It may run until"),
        required=False,
        widget=DateInput,
        help_text=gettext_lazy("If nobody looks for a customer by then, it comes back to be decided again."),
    )
    conditions = forms.CharField(
        label=gettext_lazy("On which conditions?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("They stand on the request."),
    )

    def __init__(self, *args: Any, until_on: date | None = None, **kwargs: Any) -> None:
        """Begin with the day of the request."""
        super().__init__(*args, **kwargs)
        self.fields["until_on"].initial = until_on


class PassOnForm(forms.Form):
    """Who decides instead, and a line for them."""

    to = forms.ModelChoiceField(
        active_people().none(), label=gettext_lazy("Who decides instead?"), empty_label=gettext_lazy("Choose a colleague")
    )
    note = OneLine(label=gettext_lazy("A line for them"), required=False, max_length=300)

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        """Offer everybody who could."""
        super().__init__(*args, **kwargs)
        offer_rows(self, "to", people)
