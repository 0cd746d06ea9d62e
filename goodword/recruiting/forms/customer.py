"""A customer that nobody wrote down yet, in as few words as it takes to nominate it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goodword.customers.kinds.places import countries
from goodword.people.queries import regions
from goodword.ui.forms import OneLine, WebAddress, offer


class CustomerForm(forms.Form):
    """Name and country; the briefing asks for the rest."""

    name = OneLine(label=_("Name of the company"), max_length=300)
    country = forms.ChoiceField(label=_("Country"), required=False)
    region = forms.ChoiceField(label=_("Region"), required=False, help_text=_("It says which reference manager decides."))
    website = WebAddress(label=_("Website"), required=False, max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer countries and regions."""
        super().__init__(*args, **kwargs)
        offer(self, "country", [("", _("Not chosen")), *countries()])
        self.rows = {each.code: each for each in regions()}
        offer(self, "region", [("", _("Not chosen")), *((code, each.name) for code, each in self.rows.items())])

    def values(self) -> dict[str, Any]:
        """The fields of the new account."""
        data = self.cleaned_data
        return {**{name: data[name] for name in ("name", "country", "website")}, "region": self.rows.get(data["region"])}
