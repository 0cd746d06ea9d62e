"""Forms of the customers slice. A form reads and explains; what is stored is up to the action."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodword.customers import queries
from goodword.customers.kinds import ACTIVITY_FAMILY, ActivityType, Family, Health, ListKind, Standing
from goodword.customers.kinds.activities import LIMIT_FOR, pace_words
from goodword.customers.kinds.places import countries, languages
from goodword.customers.models import Account, Contact, Member, Opportunity
from goodword.customers.queries.speaking import zone_choices
from goodword.customers.states import STANDING_MOVES
from goodword.kernel.transitions import verbs_from
from goodword.people.models import Region, User
from goodword.people.queries import regions
from goodword.ui.forms import Chips, Choices, DateInput, OneLine, Picks, WebAddress, offer, offer_rows
from goodword.ui.typed import RowForm

Pairs = list[tuple[str, str]]

STANDING_VERBS = {
    "activate": (_("Active"), _("may be asked")),
    "caution": (_("With caution"), _("may be asked, after thinking twice")),
    "pause": (_("Paused"), _("may not be asked before a day")),
    "retire": (_("Retired"), _("has left the program")),
    "decline": (_("Declined"), _("does not want to take part")),
}


def list_choices(kind: ListKind, *, keep: Iterable[str] = ()) -> Pairs:
    """The values of a controlled list; codes that are stored but not on the list (any more) stay choosable."""
    known = [(item.code, item.label) for item in queries.list_items(kind)]
    codes = {code for code, _label in known}
    return known + [(code, code) for code in keep if code and code not in codes]


def activity_groups() -> list[tuple[str, Pairs]]:
    """The activity types by family, for choosing several."""
    return [(str(family.label), [(t.value, str(t.label)) for t, its in ACTIVITY_FAMILY.items() if its == family]) for family in Family]


def pace_choices(*, keep: int | None = None) -> list[tuple[int | str, str]]:
    """How often somebody likes to be asked for anything; a pace that is stored and not among them stays choosable."""
    paces = sorted({30, 91, 182, 365, *([keep] if keep else [])})
    return [("", gettext("whenever it fits")), *((days, pace_words(days)) for days in paces)]


def _one_of(label: Any, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, **more)


def _some_of(label: Any, **more: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, required=False, widget=Chips, **more)


def _words(label: Any, *, most: int = 300, help_text: Any = "") -> forms.CharField:
    return OneLine(label=label, required=False, max_length=most, help_text=help_text)


def _why_changed() -> forms.CharField:
    return _words(_("Why?"), most=2000, help_text=_("Needed where they set it themselves, and this loosens it. Stays on the timeline."))


class LimitGoneForm(forms.Form):
    """Why a limit that somebody set is taken away, and which."""

    family = forms.CharField(widget=forms.HiddenInput, required=False)
    contact = forms.CharField(widget=forms.HiddenInput, required=False)
    note = _why_changed()


class AccountForm(RowForm[Account]):
    """A company, as somebody writes it down."""

    parent_name = _words(_("Belongs to"), help_text=_("The name of the company above it, as it is written here."))
    industry = _one_of(_("Industry"))
    country = _one_of(_("Country"))
    segment = _one_of(_("Segment"))
    tier = _one_of(_("Product tier"))
    use_cases = _some_of(_("Use cases"))
    competitors_replaced = _some_of(_("What they replaced"))
    tags = _some_of(_("Tags"), help_text=_("Words of the program's own, to find them again."))
    stack = _words(_("Tech stack"), most=1000, help_text=_("Separated by commas."))
    blocked = _words(_("Whom they do not speak to"), most=1000, help_text=_("Names of companies, separated by commas."))

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


class ContactForm(RowForm[Contact]):
    """A person at a customer."""

    persona = _one_of(_("What they do"))
    languages = forms.MultipleChoiceField(label=_("Languages they speak"), required=False, widget=Picks(nothing=_("Not known yet")))
    time_zone = _one_of(_("Time zone"), help_text=_("Times are proposed to them in their own."))

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


class OpportunityForm(RowForm[Opportunity]):
    """A deal."""

    account_name = _words(
        _("With which company?"), help_text=_("As it is written here. Leave it empty when the company is not known here.")
    )
    stage = _one_of(_("Stage"))
    competitor = _one_of(_("Against whom?"))
    use_cases = _some_of(_("Use cases"))

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


class AgreementForm(forms.Form):
    """What a customer agreed to, and how it likes to be asked."""

    agreed_types = _some_of(_("Yes to"))
    refused_types = _some_of(_("Not to"))
    comfort = _words(_("Comfortable with"), help_text=_("How much, in their words: “One call a quarter, one event a year.”"))
    comfort_days = forms.TypedChoiceField(
        label=_("So one thing"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Whatever it is. An ask that comes sooner carries a warning, and a manager decides."),
    )
    comfort_effort = forms.IntegerField(
        label=_("As effort in a year"),
        required=False,
        min_value=0,
        max_value=200,
        help_text=_("A call counts 1, a talk 5. An ask that would go beyond it carries a warning."),
    )
    territories = _some_of(_("Only for requests from"), help_text=_("Where they help some regions only; nothing chosen means all."))
    is_confidential = forms.BooleanField(
        label=_("Confidential requests only"), required=False, help_text=_("They may not be named outside a confidential request.")
    )
    preferences = _words(_("They prefer"), help_text=_("“Afternoons, Oslo time. English or Norwegian.”"))
    champion: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(label=_("Whom we write to first"), queryset=None, required=False)

    def __init__(self, *args: Any, account: Account, member: Member | None = None, **kwargs: Any) -> None:
        """Start from what the member agreed to so far."""
        if member is not None:
            kwargs.setdefault("initial", {name: getattr(member, name) for name in self.base_fields})
        super().__init__(*args, **kwargs)
        offer(self, "comfort_days", pace_choices(keep=member.comfort_days if member else None))
        for name in ("agreed_types", "refused_types"):
            offer(self, name, activity_groups())
        offer(self, "territories", regions().values_list("code", "name"))
        offer_rows(self, "champion", account.contacts.filter(left_on=None))

    def clean(self) -> dict[str, Any]:
        """A type cannot be both wanted and not."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        both = set(data.get("agreed_types", [])) & set(data.get("refused_types", []))
        if both:
            words = ", ".join(str(ActivityType(each).label) for each in sorted(both))
            self.add_error("refused_types", gettext("Yes and no at once: %(types)s. Take it away on one side.") % {"types": words})
        return data


class StandingForm(forms.Form):
    """A move of a member, with its reason."""

    verb = forms.ChoiceField(label=_("From now on"), widget=Choices(hints={verb: hint for verb, (_word, hint) in STANDING_VERBS.items()}))
    until = forms.DateField(
        label=_("Paused until"), required=False, widget=DateInput, help_text=_("Only for a pause: the first day they may be asked again.")
    )
    reason = forms.CharField(
        label=_("Why?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Stays on the timeline.")
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        """Offer the moves that are possible now."""
        super().__init__(*args, **kwargs)
        verbs = verbs_from(STANDING_MOVES, member.standing)
        offer(self, "verb", [(verb, STANDING_VERBS[verb][0]) for verb in verbs])

    def clean(self) -> dict[str, Any]:
        """A pause has a day."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("verb") == "pause" and not data.get("until") and "until" not in self.errors:
            self.add_error("until", gettext("Say until when. Afterwards they are free by themselves."))
        return data


class JoinForm(AgreementForm):
    """A new member: what it agreed to at once."""

    standing = forms.ChoiceField(
        label=_("It starts as"),
        initial=Standing.ACTIVE,
        widget=Choices,
        choices=[
            (Standing.ACTIVE, _("Active: may be asked from now on")),
            (Standing.RECRUITED, _("Recruited: we still have to introduce the program")),
        ],
    )
    field_order = ("standing",)


class PersonAgreementForm(forms.Form):
    """What one person agreed to."""

    follows = forms.BooleanField(label=_("Whatever the company agreed to"), required=False)
    agreed_types = _some_of(_("Or only to"))
    note = _why_changed()

    def __init__(self, *args: Any, contact: Contact, **kwargs: Any) -> None:
        """Start from what this person agreed to so far."""
        kwargs.setdefault("initial", {"follows": contact.agreed_types is None, "agreed_types": contact.agreed_types or []})
        super().__init__(*args, **kwargs)
        offer(self, "agreed_types", activity_groups())

    def types(self) -> list[str] | None:
        """The types, or None when the person follows the company."""
        return None if self.cleaned_data["follows"] else self.cleaned_data["agreed_types"]


class LimitForm(forms.Form):
    """A limit that the customer set for itself."""

    family = forms.ChoiceField(label=_("For"), choices=list(LIMIT_FOR.items()), widget=Choices)
    most = forms.IntegerField(label=_("At most how many times"), min_value=0, max_value=50, initial=1, help_text=_("0 means never."))
    days = forms.IntegerField(label=_("Within how many days"), min_value=1, max_value=1098, initial=365)
    contact: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label=_("Only one person"), queryset=None, required=False, empty_label=_("The whole company")
    )
    note = _why_changed()

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        """Offer the people who are there."""
        super().__init__(*args, **kwargs)
        offer_rows(self, "contact", account.contacts.filter(left_on=None))


class HealthForm(forms.Form):
    """How the relation is doing."""

    health = forms.ChoiceField(label=_("How are they doing?"), choices=[choice for choice in Health.choices if choice[0]], widget=Choices)
    note = forms.CharField(label=_("What makes you say so?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class ReasonForm(forms.Form):
    """A few words on why."""

    reason = forms.CharField(
        label=_("What is wrong?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Stays on the timeline.")
    )


class QuietForm(forms.Form):
    """Peace until a day."""

    until = forms.DateField(
        label=_("Leave them alone until"), required=False, widget=DateInput, help_text=_("Leave it empty to end the peace.")
    )
    note = forms.CharField(label=_("Why?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
