"""Forms about a person at a customer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goodword.customers.forms.fields import activity_groups, list_choices, one_of, some_of, why_changed
from goodword.customers.kinds import ListKind
from goodword.customers.kinds.places import languages
from goodword.customers.models import Contact
from goodword.customers.queries.speaking import zone_choices
from goodword.ui.days import DayField
from goodword.ui.forms import DateInput, OneLine, Picks, offer
from goodword.ui.typed import RowForm


class ContactForm(RowForm[Contact]):
    """A person at a customer."""

    persona = one_of(_("What they do"))
    languages = forms.MultipleChoiceField(
        label=_("Languages they speak"), required=False, widget=Picks(nothing=_("Not known yet"), is_all=True)
    )
    time_zone = one_of(_("Time zone"), help_text=_("Times are proposed to them in their own."))

    class Meta:
        model = Contact
        fields = ("name", "email", "title", "persona", "phone", "languages", "time_zone", "is_champion")
        field_classes = dict.fromkeys(("name", "title", "phone"), OneLine)
        labels = {
            "name": _("Name"),
            "email": _("Mail address"),
            "title": _("Job title"),
            "phone": _("Phone"),
            "is_champion": _("Put forward by sales (a champion)"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Fill the choices."""
        super().__init__(*args, **kwargs)
        contact = self.instance
        offer(self, "persona", [("", _("Not chosen")), *list_choices(ListKind.PERSONA, keep=[contact.persona])])
        offer(self, "languages", languages())
        offer(self, "time_zone", zone_choices(contact))

    def values(self) -> dict[str, Any]:
        """What the action stores."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class PersonAgreementForm(forms.Form):
    """What one person agreed to."""

    follows = forms.BooleanField(label=_("Whatever the company agreed to"), required=False)
    agreed_types = some_of(_("Or only to"))
    note = why_changed()

    def __init__(self, *args: Any, contact: Contact, **kwargs: Any) -> None:
        """Start from what this person agreed to so far."""
        kwargs.setdefault("initial", {"follows": contact.agreed_types is None, "agreed_types": contact.agreed_types or []})
        super().__init__(*args, **kwargs)
        offer(self, "agreed_types", activity_groups())

    def types(self) -> list[str] | None:
        """The types, or None when the person follows the company."""
        return None if self.cleaned_data["follows"] else self.cleaned_data["agreed_types"]


class QuietForm(forms.Form):
    """Peace until a day."""

    until = DayField(label=_("Leave them alone until"), required=False, widget=DateInput, help_text=_("Leave it empty to end the peace."))
    note = forms.CharField(label=_("Why?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
