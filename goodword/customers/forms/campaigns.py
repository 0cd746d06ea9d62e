"""The forms of a campaign, and of who spoke at it."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodword.customers import queries
from goodword.customers.forms.cities import offer_cities
from goodword.customers.forms.fields import list_choices
from goodword.customers.kinds import ListKind
from goodword.customers.kinds.places import countries
from goodword.customers.models import Account, Campaign, Contact
from goodword.people.models import Region
from goodword.ui.forms import DateInput, OneLine, offer, offer_rows
from goodword.ui.typed import RowForm


class CampaignForm(RowForm[Campaign]):
    """A campaign."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    on_demand_name = OneLine(
        label=_("On-demand campaign"),
        required=False,
        max_length=300,
        help_text=_("The campaign under which the recording is offered: its name here, or its ID in the other system."),
    )

    class Meta:
        model = Campaign
        fields = ("name", "kind", "held_on", "ended_on", "city", "country", "region", "recording")
        field_classes = dict.fromkeys(("name", "city", "recording"), OneLine)
        labels = {
            "name": _("Name of the campaign"),
            "held_on": _("Day"),
            "ended_on": _("Last day"),
            "city": _("City"),
            "region": _("Region"),
            "recording": _("Recording"),
        }
        help_texts = {
            "held_on": _("The first day, when it lasts several."),
            "ended_on": _("Leave it empty when it is over in a day."),
            "city": _("Nothing when it is online."),
            "recording": _("The address of the recording on demand, or its ID in the other system."),
        }
        widgets = {"held_on": DateInput, "ended_on": DateInput}

    def __init__(self, *args: Any, regions: QuerySet[Region], campaigns: QuerySet[Campaign], **kwargs: Any) -> None:
        """Fill the choices."""
        super().__init__(*args, **kwargs)
        self.campaigns, self.on_demand = campaigns.exclude(pk=self.instance.pk), self.instance.on_demand
        self.initial.setdefault("on_demand_name", self.on_demand.name if self.on_demand else "")
        offer(self, "kind", [("", gettext("Not chosen")), *list_choices(ListKind.CAMPAIGN_KIND, keep=[self.instance.kind])])
        offer(self, "country", [("", gettext("Not chosen")), *countries()])
        offer_rows(self, "region", regions)
        offer_cities(self, city="city", country="country")

    def clean(self) -> dict[str, Any]:
        """It ends after it began."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        begins, ends = data.get("held_on"), data.get("ended_on")
        if ends and "held_on" not in self.errors and (begins is None or ends < begins):
            words = gettext("The last day comes before the first.") if begins else gettext("Say the first day too.")
            self.add_error("ended_on" if begins else "held_on", words)
        return data

    def clean_on_demand_name(self) -> str:
        """Find the campaign of the recording, or say which ones are near."""
        text: str = self.cleaned_data["on_demand_name"].strip()
        if not text:
            self.on_demand = None
            return text
        if self.on_demand is not None and self.on_demand.name == text:
            return text
        found, near = queries.campaign_called(text, among=self.campaigns)
        if found is None and near:
            raise forms.ValidationError(gettext("Did you mean %(names)s?") % {"names": ", ".join(each.name for each in near)})
        if found is None:
            raise forms.ValidationError(gettext("No other campaign here is called that. Write it down first."))
        self.on_demand = found
        return text

    def values(self) -> dict[str, Any]:
        """What the action stores."""
        return {**{name: self.cleaned_data[name] for name in self.Meta.fields}, "on_demand": self.on_demand}


class SpeakerForm(forms.Form):
    """Which customer spoke, by name or reference ID, and who of them."""

    account_name = OneLine(
        label=_("Which customer spoke?"), max_length=300, help_text=_("Their name as it is written here, or their REF number.")
    )
    contact_name = OneLine(
        label=_("Who of them?"),
        required=False,
        max_length=200,
        help_text=_("A person who is written down there. Leave it empty when nobody knows."),
    )

    def __init__(self, *args: Any, accounts: QuerySet[Account], **kwargs: Any) -> None:
        """Look among the customers that the reader may see."""
        super().__init__(*args, **kwargs)
        self.accounts = accounts
        self.account: Account | None = None
        self.contact: Contact | None = None

    def values(self) -> dict[str, Any]:
        """What the action stores."""
        return {"account": self.account, "contact": self.contact}

    def clean_account_name(self) -> str:
        """Find the company, or say which ones are near."""
        text: str = self.cleaned_data["account_name"].strip()
        self.account, near = queries.account_called(text, among=self.accounts)
        if self.account is None:
            if near:
                raise forms.ValidationError(gettext("Did you mean %(names)s?") % {"names": ", ".join(each.name for each in near)})
            raise forms.ValidationError(gettext("No company here is called that. Write the company down first."))
        return text

    def clean_contact_name(self) -> str:
        """Find the person there, or say who is there."""
        text: str = self.cleaned_data["contact_name"].strip()
        if not text or self.account is None:
            return text
        found = queries.contact_called(text, at=self.account)
        if len(found) != 1:
            known = ", ".join(self.account.contacts.order_by("name").values_list("name", flat=True)[:5])
            words = {"name": self.account.name, "known": known}
            if known:
                raise forms.ValidationError(gettext("%(name)s has nobody of exactly that name. Here are: %(known)s.") % words)
            raise forms.ValidationError(
                gettext("Nobody is written down at %(name)s yet. Leave this empty, or add the person there.") % words
            )
        self.contact = found[0]
        return text
