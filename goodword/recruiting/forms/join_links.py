"""A link to the public page, with a tag of one's own."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.recruiting.kinds import tag_in
from goodword.ui.forms import OneLine, offer


class TagForm(forms.Form):
    """Where a link is going to stand, and in which language its page opens."""

    tag = OneLine(
        label=gettext_lazy("Where will the link stand?"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("A short tag without blanks, for example newsletter-2026-11. What came by it is counted on this page."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )
    lang = forms.ChoiceField(label=gettext_lazy("Language of the page"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the languages that guests may read."""
        super().__init__(*args, **kwargs)
        offer(self, "lang", [("", _("their browser's"))] + [(code, name) for code, name in settings.GUEST_LANGUAGES])

    def clean_tag(self) -> str:
        """In the letters that a tag may have."""
        typed = str(self.cleaned_data["tag"]).replace(" ", "-")
        if typed and not tag_in(typed):
            raise ValidationError(_("Use letters without accents, digits, dots and dashes, for example newsletter-2026-11."))
        return tag_in(typed)
