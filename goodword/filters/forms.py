"""The name of a saved filter, and for whom it is."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goodword.filters.kinds import LONGEST_NAME
from goodword.ui.forms import OneLine


class FilterForm(forms.Form):
    """A name; shared, where the reader may share; the usual one or not."""

    name = OneLine(label=_("Name"), max_length=LONGEST_NAME)
    is_shared = forms.BooleanField(label=_("For everybody"), required=False, help_text=_("All colleagues see it in the menu of this list."))
    is_usual = forms.BooleanField(label=_("Begin with it"), required=False, help_text=_("My list is narrowed to this when I open it."))

    def __init__(self, *args: Any, may_share: bool, may_rename: bool = True, **kwargs: Any) -> None:
        """Leave out what the reader may not say."""
        super().__init__(*args, **kwargs)
        if not may_share:
            del self.fields["is_shared"]
        if not may_rename:
            del self.fields["name"]
