"""Forms about a member: joining, standing, what was agreed, own limits."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodword.customers.forms.fields import activity_groups, few_words, pace_choices, some_of, why_changed
from goodword.customers.kinds import ActivityType, Standing
from goodword.customers.kinds.activities import LIMIT_FOR
from goodword.customers.models import Account, Member
from goodword.customers.states import STANDING_MOVES
from goodword.kernel.transitions import verbs_from
from goodword.people.queries import regions
from goodword.ui.days import DayField
from goodword.ui.forms import Choices, DateInput, offer, offer_rows

STANDING_VERBS = {
    "activate": (_("Active"), _("may be asked")),
    "caution": (_("With caution"), _("may be asked, after thinking twice")),
    "pause": (_("Paused"), _("may not be asked before a day")),
    "retire": (_("Retired"), _("has left the program")),
    "decline": (_("Declined"), _("does not want to take part")),
}


class AgreementForm(forms.Form):
    """What a customer agreed to, and how it likes to be asked."""

    agreed_types = some_of(_("Yes to"))
    refused_types = some_of(_("Not to"))
    comfort = few_words(_("Comfortable with"), help_text=_("How much, in their words: “One call a quarter, one event a year.”"))
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
    territories = some_of(_("Only for requests from"), help_text=_("Where they help some regions only; nothing chosen means all."))
    is_confidential = forms.BooleanField(
        label=_("Confidential requests only"), required=False, help_text=_("They may not be named outside a confidential request.")
    )
    preferences = few_words(_("They prefer"), help_text=_("“Afternoons, Oslo time. English or Norwegian.”"))
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


class StandingForm(forms.Form):
    """A move of a member, with its reason."""

    verb = forms.ChoiceField(label=_("From now on"), widget=Choices(hints={verb: hint for verb, (_word, hint) in STANDING_VERBS.items()}))
    until = DayField(
        label=_("Until"),
        required=False,
        widget=DateInput,
        help_text=_("The day on which it ends by itself. A pause needs one; caution and leaving may have one."),
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


class LimitForm(forms.Form):
    """A limit that the customer set for itself."""

    family = forms.ChoiceField(label=_("For"), choices=list(LIMIT_FOR.items()), widget=Choices)
    most = forms.IntegerField(label=_("At most how many times"), min_value=0, max_value=50, initial=1, help_text=_("0 means never."))
    days = forms.IntegerField(label=_("Within how many days"), min_value=1, max_value=1098, initial=365)
    contact: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label=_("Only one person"), queryset=None, required=False, empty_label=_("The whole company")
    )
    note = why_changed()

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        """Offer the people who are there."""
        super().__init__(*args, **kwargs)
        offer_rows(self, "contact", account.contacts.filter(left_on=None))


class LimitGoneForm(forms.Form):
    """Why a limit that somebody set is taken away, and which."""

    family = forms.CharField(widget=forms.HiddenInput, required=False)
    contact = forms.CharField(widget=forms.HiddenInput, required=False)
    note = why_changed()
