"""The forms about people and the program."""

import re
from datetime import date, timedelta
from functools import cache
from typing import Any, cast
from zoneinfo import available_timezones

from allauth.account.forms import LoginForm
from babel import Locale
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import get_language, gettext, to_locale
from django.utils.translation import gettext_lazy as _

from goodword.kernel.text import fold, one_line
from goodword.people import queries
from goodword.people.kinds import Role
from goodword.people.models import Absence, Program, Region, Team, User
from goodword.ui.days import DayField
from goodword.ui.forms import Chips, DateInput, OneLine, OvertakenForm, Radios, offer, offer_rows
from goodword.ui.pictures import LARGEST_FILE
from goodword.ui.typed import RowForm

LONGEST_TEAM = 120
LONGEST_MAIL_DELAY = 3600
MANY_MONTHS = tuple(range(1, 13))
# Codes of the Unicode consortium that are no country, and countries where nobody lives.
NO_COUNTRIES = frozenset("EU EZ UN ZZ XA XB QO AC CP CQ DG TA IC EA AQ BV GS HM TF".split())


@cache
def zone_choices() -> list[tuple[str, str]]:
    """Time zones by continent and city, those that people say."""
    names = sorted(
        name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/", "US/", "posix", "right"))
    )
    return [("UTC", "UTC"), *((name, name.replace("_", " ").replace("/", ", ")) for name in names)]


def country_choices() -> list[tuple[str, str]]:
    """Countries whose public holidays are known, by code."""
    codes = [code for code in queries.holiday_countries() if len(code) == len("NO")]  # countries, not their parts
    return [("", gettext("none")), *sorted(((code, country_words(code)) for code in codes), key=lambda choice: fold(choice[1]))]


def country_words(code: str) -> str:
    """The name of a country in the reader's language; an unknown code is its own name."""
    return str(Locale.parse(to_locale(get_language() or "en")).territories.get(code, code))


class RolesForm(forms.Form):
    """Which roles somebody holds; a reference manager may have some regions only."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=Role.choices, widget=Chips, required=False, help_text=_("Everybody who signs in may ask for a customer.")
    )
    manager_regions = forms.ModelMultipleChoiceField(
        label=_("Reference manager for"),
        queryset=queries.regions(),
        widget=Chips,
        required=False,
        help_text=_("None chosen means all regions."),
    )

    def __init__(self, *args: Any, person: User | None = None, **kwargs: Any) -> None:
        """Begin with what the person holds."""
        self.held = list(person.role_set.select_related("region")) if person and person.pk else []
        kwargs.setdefault(
            "initial",
            {
                **kwargs.pop("initial", {}),
                "roles": sorted({row.role for row in self.held}),
                "manager_regions": [row.region_id for row in self.held if row.role == Role.REFERENCE_MANAGER and row.region_id],
            },
        )
        super().__init__(*args, **kwargs)

    def chosen(self) -> list[tuple[str, Region | None]]:
        """What was ticked, as pairs of role and region; regions of other roles stay as they are."""
        pairs: list[tuple[str, Region | None]] = []
        for role in self.cleaned_data["roles"]:
            regions: list[Region | None] = [row.region for row in self.held if row.role == role and row.region]
            if role == Role.REFERENCE_MANAGER:
                regions = list(self.cleaned_data["manager_regions"])
            pairs.extend((role, region) for region in regions or [None])
        return pairs


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth has no types
    """The library's form, in our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say plainly what is meant."""
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Mail address")
        self.fields["login"].widget.attrs["placeholder"] = ""
        self.fields["password"].widget.attrs["placeholder"] = ""
        self.fields["remember"].label = _("Stay signed in on this device for two weeks")


class InviteForm(RolesForm):
    """Who is invited, and as what."""

    email = forms.EmailField(label=_("Mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off", "autofocus": True}))
    name = OneLine(label=_("Name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    title = OneLine(label=_("Job title"), max_length=150, required=False)
    team = forms.ModelChoiceField(label=_("Team"), queryset=queries.teams(), required=False, empty_label=_("none"))
    region = forms.ModelChoiceField(label=_("Region"), queryset=queries.regions(), required=False, empty_label=_("none"))
    field_order = ("email", "name", "title", "roles", "manager_regions", "region", "team")


class PlaceForm(RowForm[User]):
    """Where somebody belongs."""

    class Meta:
        model = User
        fields = ("title", "region", "team")
        field_classes = {"title": OneLine}
        labels = {"title": _("Job title"), "region": _("Region"), "team": _("Team")}


class AcceptForm(forms.Form):
    """The first password."""

    name = OneLine(label=_("Your name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(
        label=_("Choose a password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        max_length=256,
        strip=False,
        help_text=_("At least 12 characters. A few words in a row are easy to keep in mind."),
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        """Keep who it is for, because a password may not look like the name."""
        self.person = person
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        """Check it by the rules of the house."""
        password = cast("str", self.cleaned_data["password"])
        validate_password(password, self.person)
        return password


class OwnForm(RowForm[User]):
    """What somebody says about themselves."""

    time_zone = forms.ChoiceField(label=_("Time zone"), required=False, help_text=_("Dates and proposed times are shown in it."))
    language = forms.ChoiceField(label=_("Language"), required=False)

    class Meta:
        model = User
        fields = ("name", "time_zone", "language")
        field_classes = {"name": OneLine}
        labels = {"name": _("Name")}

    def __init__(self, *args: Any, program: Program, **kwargs: Any) -> None:
        """Offer the program's zone and language as the first choice."""
        super().__init__(*args, **kwargs)
        like_program = gettext("The program's (%(zone)s)") % {"zone": program.time_zone}
        cast("forms.ChoiceField", self.fields["time_zone"]).choices = [("", like_program), *zone_choices()]
        cast("forms.ChoiceField", self.fields["language"]).choices = [("", gettext("The program's")), *settings.LANGUAGES]


class AbsenceForm(forms.Form):
    """From the first to the last day away, and who stands in."""

    first_day = DayField(label=_("First day away"), widget=DateInput)
    last_day = DayField(label=_("Last day away"), widget=DateInput)
    deputy = forms.ModelChoiceField(
        label=_("Who stands in"),
        queryset=queries.active_people().none(),
        required=False,
        empty_label=_("nobody"),
        help_text=_(
            "What must be answered goes to them at once, also what is open on the first day; of a confidential request they are let know "
            "for that. What is still open afterwards stays with both: the first answer counts."
        ),
    )

    def __init__(self, *args: Any, person: User, today: date, absence: Absence | None = None, **kwargs: Any) -> None:
        """Offer every active colleague as deputy; begin with an absence that is noted already."""
        if absence is not None:
            last = absence.to_on - timedelta(days=1)
            kwargs["initial"] = {"first_day": absence.from_on, "last_day": last, "deputy": absence.deputy_id}
        super().__init__(*args, **kwargs)
        self.today = today
        cast("forms.ModelChoiceField[User]", self.fields["deputy"]).queryset = queries.active_people().exclude(pk=person.pk)

    def clean_last_day(self) -> date:
        """An absence ends today at the earliest."""
        last = cast("date", self.cleaned_data["last_day"])
        if last < self.today:
            raise ValidationError(_("These days are over."))
        return last

    @property
    def to_on(self) -> date:
        """The first day back."""
        return cast("date", self.cleaned_data["last_day"]) + timedelta(days=1)


class RuleForm(forms.Form):
    """One line of the routing table."""

    by = forms.ChoiceField(label=_("Look at"), choices=queries.WAYS_TO_ROUTE)
    region = forms.ModelChoiceField(label=_("Region"), queryset=queries.regions(), required=False, empty_label=_("everything else"))
    manager = forms.ModelChoiceField(label=_("Goes to"), queryset=queries.active_people().none(), empty_label=_("choose somebody"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the people who run the program."""
        super().__init__(*args, **kwargs)
        managers = queries.holders(Role.REFERENCE_MANAGER, Role.ADMINISTRATOR)
        cast("forms.ModelChoiceField[User]", self.fields["manager"]).queryset = managers


class ProgramForm(RowForm[Program]):
    """The program's own facts."""

    time_zone = forms.ChoiceField(label=_("Time zone"), help_text=_("Policy counts its days and quarters in it."))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    fiscal_first_month = forms.TypedChoiceField(
        label=_("The fiscal year begins in"),
        coerce=int,
        choices=[(n, date(2000, n, 1).strftime("%B")) for n in MANY_MONTHS],
        help_text=_("A quarter is three months from there. Limits and commitments are counted by it."),
    )
    colour = forms.CharField(
        label=_("Colour of the customer's page"),
        widget=forms.TextInput(attrs={"type": "color", "class": "form-control-color"}),
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write it like #0b605c."))],
        help_text=_("Where white text stands on it, a colour that is too light is darkened until it can be read."),
    )

    mail_delay_seconds = forms.IntegerField(
        label=_("Mails to customers wait"),
        min_value=0,
        max_value=LONGEST_MAIL_DELAY,
        help_text=_(
            "Seconds, from 0 to 3600. Until then whoever sent one can take it back, and change its words. "
            "With 0 a mail leaves at once and cannot be taken back."
        ),
    )

    ledger_holder = forms.ChoiceField(
        label=_("Limits count for"),
        choices=[("account", _("Each company by itself")), ("parent", _("The whole family of companies"))],
        widget=Radios,
        help_text=_(
            "A family is a company with all companies below it. Asked of one, asked of all: nobody in the family is asked until there is "
            "room again. What was asked before counts by the choice of now; nothing is taken back."
        ),
    )

    class Meta:
        model = Program
        fields = ("company_name", "time_zone", "language", "fiscal_first_month", "ledger_holder", "colour", "mail_delay_seconds")
        field_classes = {"company_name": OneLine}
        labels = {"company_name": _("Company name")}
        help_texts = {"company_name": _("Customers see it on their page and in mails.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Fill the long list of zones, and note what is shown: somebody else may change it meanwhile."""
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["time_zone"]).choices = zone_choices()
        for name in self.Meta.fields:
            self.fields[name].show_hidden_initial = True

    def facts(self) -> dict[str, Any]:
        """What whoever filled the form changed, and nothing else."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.changed_data}


class LogoForm(forms.Form):
    """A picture for the logo."""

    logo = forms.FileField(
        label=_("Picture"),
        allow_empty_file=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
        help_text=_("PNG, JPEG or WebP, up to 2 MB. Wide ones do best; it is shown up to 48 pixels high."),
    )

    def content(self) -> bytes:
        """What the file holds, no more than is needed to see that it is too large."""
        return cast("bytes", self.cleaned_data["logo"].read(LARGEST_FILE + 1))


class SetUpForm(ProgramForm):
    """What a new installation is asked: three answers, and more if one likes."""

    logo = forms.FileField(
        label=_("Logo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
        help_text=_("PNG, JPEG or WebP, up to 2 MB. Without one, customers see the initial letter of the name."),
    )
    teams = forms.CharField(
        label=_("Teams that ask for customers"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line, for instance Field marketing. People are put into them when they are invited."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """In a new installation the browser may say its own time zone."""
        super().__init__(*args, **kwargs)
        del self.fields["mail_delay_seconds"], self.fields["ledger_holder"]  # what they come with is right to begin with
        self.fields["company_name"].required = True
        self.fields["company_name"].widget.attrs |= {"autofocus": True, "autocomplete": "organization"}
        if not self.instance.company_name:
            self.fields["time_zone"].widget.attrs["data-guess-zone"] = "yes"

    def clean_teams(self) -> list[str]:
        """The names, each once and short enough."""
        names = list(dict.fromkeys(name for name in map(one_line, self.cleaned_data["teams"].splitlines()) if name))
        long = next((name for name in names if len(name) > LONGEST_TEAM), None)
        if long is not None:
            raise ValidationError(
                _("“%(start)s…” is too long: there is room for %(most)s letters.") % {"start": long[:30], "most": LONGEST_TEAM}
            )
        return names

    def picture(self) -> bytes | None:
        """The chosen file, no more than is needed to see that it is too large."""
        chosen = self.cleaned_data.get("logo")
        return cast("bytes", chosen.read(LARGEST_FILE + 1)) if chosen else None


class RegionForm(OvertakenForm):
    """A region: its name, its clock, its holidays and its countries."""

    name = OneLine(label=_("Name"), max_length=80, show_hidden_initial=True)
    time_zone = forms.ChoiceField(label=_("Time zone"), show_hidden_initial=True, help_text=_("Reminders and due dates keep its hours."))
    holiday_country = forms.ChoiceField(label=_("Public holidays of"), required=False, show_hidden_initial=True)
    countries = forms.MultipleChoiceField(label=_("Countries"), required=False, widget=forms.CheckboxSelectMultiple)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, region: Region | None = None) -> None:
        """Begin with what there is; each country says where it is now when it is elsewhere."""
        now = region or Region(time_zone=queries.program().time_zone)
        shown = {"name": now.name, "time_zone": now.time_zone, "holiday_country": now.holiday_country, "countries": now.countries}
        super().__init__(data, initial={**shown, "seen": ",".join(now.countries)})
        elsewhere = {code: row.name for row in queries.regions() if row.pk != now.pk for code in row.countries}
        offer(self, "time_zone", zone_choices())
        offer(self, "holiday_country", country_choices())
        offer(self, "countries", [(code, f"{name} ({elsewhere[code]})" if code in elsewhere else name) for code, name in all_countries()])

    def clean_countries(self) -> list[str]:
        """The chosen ones, by code."""
        return sorted(self.cleaned_data["countries"])

    def changes(self) -> dict[str, Any]:
        """What whoever filled the form changed, and nothing else."""
        seen, chosen = set(filter(None, self.data.get("seen", "").split(","))), set(self.cleaned_data["countries"])
        fields: dict[str, Any] = {
            name: self.cleaned_data[name] for name in ("name", "time_zone", "holiday_country") if name in self.changed_data
        }
        return {**fields, "added": chosen - seen, "removed": seen - chosen}


class TeamForm(OvertakenForm):
    """A requesting team and who leads it."""

    name = OneLine(label=_("Name"), max_length=120, show_hidden_initial=True)
    lead = forms.ModelChoiceField(
        label=_("Lead"), queryset=queries.active_people().none(), required=False, empty_label=_("nobody"), show_hidden_initial=True
    )

    def __init__(self, data: Any = None, *, team: Team | None = None) -> None:
        """Offer every active colleague, and whoever leads it now."""
        super().__init__(data, initial={"name": team.name, "lead": team.lead_id} if team else None)
        offer_rows(self, "lead", queries.people_or(team.lead_id if team else None))

    def changes(self) -> dict[str, Any]:
        """What whoever filled the form changed, and nothing else."""
        return {name: self.cleaned_data[name] for name in self.changed_data}


def all_countries() -> list[tuple[str, str]]:
    """Every country and territory with its code, by name in the reader's language."""
    known = {str(code) for code in Locale.parse("en").territories if re.fullmatch("[A-Z]{2}", str(code))} - NO_COUNTRIES
    return sorted(((code, country_words(code)) for code in known), key=lambda choice: fold(choice[1]))
