"""The forms of pages that span slices."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from goodword.people.models import User
from goodword.people.queries import active_people
from goodword.ui.forms import offer_rows


class SuccessorForm(forms.Form):
    """Who takes over."""

    to = forms.ModelChoiceField(
        label=gettext_lazy("Who takes over"), queryset=active_people().none(), empty_label=gettext_lazy("choose somebody")
    )

    def __init__(self, *args: Any, leaver: User, **kwargs: Any) -> None:
        """Offer everybody who stays."""
        super().__init__(*args, **kwargs)
        offer_rows(self, "to", active_people().exclude(pk=leaver.pk))
