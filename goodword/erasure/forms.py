"""The forms of those who erase a person for them, and who allow one to come back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class EraseForm(forms.Form):
    """Why, and the name typed, so that nobody is erased by mistake."""

    reason = forms.CharField(
        label=_("How did they ask for it, and when?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "aria-required": "true"}),
        help_text=_("Without their name, please: it is blacked out here as well."),
        error_messages={"required": _("Say how this person asked for it, and when.")},
    )
    typed_name = forms.CharField(
        label=_("Their name, to make sure"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "aria-required": "true"}),
        error_messages={"required": _("Type the name as it stands above. Nothing was erased.")},
    )

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        """Say which name."""
        super().__init__(*args, **kwargs)
        self.fields["typed_name"].help_text = _("Type: %(name)s") % {"name": name}


class AllowForm(forms.Form):
    """Somebody came back by themselves: by which address, and how."""

    email = forms.EmailField(
        label=_("Their mail address"),
        max_length=254,
        help_text=_("It is compared with marks, and not written down."),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "aria-required": "true"}),
        error_messages={"required": _("Write down the address."), "invalid": _("This does not look like a mail address.")},
    )
    reason = forms.CharField(
        label=_("How did they come back?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "aria-required": "true"}),
        error_messages={"required": _("Say how they came back: the reason stays on the timeline.")},
    )
