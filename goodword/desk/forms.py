"""The forms of pages that span slices."""

from django import forms
from django.utils.translation import gettext_lazy

from goodword.people.models import User
from goodword.people.queries import active_people


class SuccessorForm(forms.Form):
    """Who takes over."""

    to = forms.ModelChoiceField(
        label=gettext_lazy("Who takes over"), queryset=active_people().none(), empty_label=gettext_lazy("choose somebody")
    )

    def __init__(self, *args: object, leaver: User, **kwargs: object) -> None:
        """Offer everybody who stays."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["to"].queryset = active_people().exclude(pk=leaver.pk)  # type: ignore[attr-defined]
