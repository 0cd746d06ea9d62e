"""The form of a deal."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodword.customers import queries
from goodword.customers.forms.fields import few_words, list_choices, one_of, some_of
from goodword.customers.kinds import ListKind
from goodword.customers.models import Account, Opportunity
from goodword.people.models import User
from goodword.ui.forms import DateInput, OneLine, offer, offer_rows
from goodword.ui.typed import RowForm


class OpportunityForm(RowForm[Opportunity]):
    """A deal."""

    account_name = few_words(
        _("With which company?"), help_text=_("As it is written here. Leave it empty when the company is not known here.")
    )
    stage = one_of(_("Stage"))
    competitor = one_of(_("Against whom?"))
    use_cases = some_of(_("Use cases"))

    class Meta:
        model = Opportunity
        fields = ("name", "stage", "amount", "currency", "close_on", "competitor", "use_cases", "owner")
        field_classes = {"name": OneLine}
        labels = {
            "name": _("Name of the deal"),
            "amount": _("Worth"),
            "currency": _("Currency"),
            "close_on": _("Closes on"),
            "owner": _("Owner"),
        }
        widgets = {"close_on": DateInput}

    def __init__(self, *args: Any, people: QuerySet[User], accounts: QuerySet[Account], **kwargs: Any) -> None:
        """Fill the choices."""
        super().__init__(*args, **kwargs)
        self.accounts = accounts
        self.account: Account | None = None
        deal = self.instance
        offer_rows(self, "owner", people)
        offer(self, "stage", [("", _("Not chosen")), *list_choices(ListKind.DEAL_STAGE, keep=[deal.stage])])
        offer(self, "competitor", [("", _("Not chosen")), *list_choices(ListKind.COMPETITOR, keep=[deal.competitor])])
        offer(self, "use_cases", list_choices(ListKind.USE_CASE, keep=deal.use_cases))
        if deal.account:
            self.fields["account_name"].initial = deal.account.name

    def clean_currency(self) -> str:
        """Three letters, in capitals."""
        return str(self.cleaned_data["currency"]).upper()

    def clean_account_name(self) -> str:
        """Find the company, or say which ones are near."""
        text: str = self.cleaned_data["account_name"].strip()
        self.account, near = queries.account_named(text, among=self.accounts) if text else (None, [])
        if text and self.account is None:
            if near:
                raise forms.ValidationError(gettext("Did you mean %(names)s?") % {"names": ", ".join(each.name for each in near)})
            raise forms.ValidationError(gettext("No company here is called that. Leave it empty, or write the company down first."))
        return text

    def values(self) -> dict[str, Any]:
        """What the action stores."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields} | {"account": self.account}
