"""Forms about a company."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodword.customers import queries
from goodword.customers.forms.cities import offer_cities
from goodword.customers.forms.fields import few_words, list_choices, one_of, some_of
from goodword.customers.kinds import Health, ListKind, Sentiment
from goodword.customers.kinds.places import countries
from goodword.customers.models import Account
from goodword.people.models import Region, User
from goodword.ui.forms import Choices, DateInput, OneLine, WebAddress, offer, offer_rows
from goodword.ui.typed import RowForm


class AccountForm(RowForm[Account]):
    """A company, as somebody writes it down."""

    parent_name = few_words(_("Belongs to"), help_text=_("The name of the company above it, as it is written here."))
    industry = one_of(_("Industry"))
    country = one_of(_("Country"))
    segment = one_of(_("Segment"))
    tier = one_of(_("Product tier"))
    use_cases = some_of(_("Use cases"))
    competitors_replaced = some_of(_("What they replaced"))
    tags = some_of(_("Tags"), help_text=_("Words of the program's own, to find them again."))
    stack = few_words(_("Tech stack"), most=1000, help_text=_("Separated by commas."))
    blocked = few_words(_("Whom they do not speak to"), most=1000, help_text=_("Names of companies, separated by commas."))

    class Meta:
        model = Account
        fields = (
            "name",
            "website",
            "industry",
            "city",
            "state",
            "country",
            "region",
            "segment",
            "tier",
            "seats",
            "use_cases",
            "competitors_replaced",
            "tags",
            "product_version",
            "owner",
            "csm",
            "renewal_on",
            "customer_since",
            "description",
        )
        field_classes = {**dict.fromkeys(("name", "city", "state", "product_version"), OneLine), "website": WebAddress}
        labels = {
            "name": _("Name"),
            "website": _("Website"),
            "city": _("City"),
            "state": _("State or province"),
            "region": _("Region"),
            "seats": _("Licensed seats"),
            "product_version": _("Product version"),
            "owner": _("Account owner"),
            "csm": _("Success manager"),
            "renewal_on": _("Contract renews on"),
            "customer_since": _("Customer since"),
            "description": _("In a few words"),
        }
        widgets = {"renewal_on": DateInput, "customer_since": DateInput, "description": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, people: QuerySet[User], regions: QuerySet[Region], accounts: QuerySet[Account], **kwargs: Any) -> None:
        """Fill the choices; `people`, `regions` and `accounts` are what the reader may choose from."""
        super().__init__(*args, **kwargs)
        self.accounts = accounts
        self.parent: Account | None = None
        account = self.instance
        for name in ("owner", "csm"):
            offer_rows(self, name, people)
        offer_rows(self, "region", regions)
        for name, kind in (("industry", ListKind.INDUSTRY), ("segment", ListKind.SEGMENT), ("tier", ListKind.TIER)):
            offer(self, name, [("", _("Not chosen")), *list_choices(kind, keep=[getattr(account, name)])])
        offer(self, "country", [("", _("Not chosen")), *countries()])
        for name, kind in (("use_cases", ListKind.USE_CASE), ("competitors_replaced", ListKind.COMPETITOR), ("tags", ListKind.TAG)):
            offer(self, name, list_choices(kind, keep=getattr(account, name)))
        offer_cities(self, city="city", state="state", country="country")
        if account.pk:
            self.fields["parent_name"].initial = account.parent.name if account.parent else ""
            self.fields["stack"].initial = ", ".join(account.tech_stack)
            self.fields["blocked"].initial = ", ".join(account.blocked_prospects)

    def clean_parent_name(self) -> str:
        """Find the company above, or say which ones are near."""
        text: str = self.cleaned_data["parent_name"].strip()
        self.parent, near = queries.account_named(text, among=self.accounts) if text else (None, [])
        if text and self.parent is None:
            if near:
                names = ", ".join(each.name for each in near)
                raise forms.ValidationError(gettext("No company is called exactly that. Did you mean %(names)s?") % {"names": names})
            raise forms.ValidationError(gettext("No company here is called that. Write it down first, or leave this empty."))
        return text

    def values(self) -> dict[str, Any]:
        """What the action stores."""
        data = self.cleaned_data
        values = {name: data[name] for name in self.Meta.fields}
        split = {"tech_stack": data["stack"], "blocked_prospects": data["blocked"]}
        lists = {name: [part.strip() for part in text.split(",") if part.strip()] for name, text in split.items()}
        return values | {"parent": self.parent} | lists


class HealthForm(forms.Form):
    """How the relation is doing."""

    health = forms.ChoiceField(label=_("How are they doing?"), choices=[choice for choice in Health.choices if choice[0]], widget=Choices)
    sentiment = forms.ChoiceField(
        label=_("What do they feel about us?"),
        required=False,
        choices=[("", _("Leave it as it is")), *(choice for choice in Sentiment.choices if choice[0])],
    )
    note = forms.CharField(label=_("What makes you say so?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class ReasonForm(forms.Form):
    """A few words on why."""

    reason = forms.CharField(
        label=_("What is wrong?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Stays on the timeline.")
    )
