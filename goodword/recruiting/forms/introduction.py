"""The introduction call as a form: what was said, what they agree to, and their yes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodword.customers.forms.fields import activity_groups, few_words, pace_choices, some_of
from goodword.customers.kinds import ActivityType, Family
from goodword.customers.models import Account
from goodword.recruiting.kinds.introduction import ASKED, LONGEST, ConsentWay
from goodword.recruiting.models import Introduction
from goodword.ui.days import DayField, MomentField
from goodword.ui.forms import DateInput, MomentInput, offer, offer_rows

MOST_TIMES = 50
PER_YEAR = 365


class IntroductionForm(forms.Form):
    """Kept as it is typed; `said` is what could be read of it."""

    is_half_filled = True

    planned_at = MomentField(label=_("Planned for"), required=False, widget=MomentInput)
    held_on = DayField(label=_("We talked on"), required=False, widget=DateInput)
    is_described = forms.BooleanField(
        label=_("I described the program: what it is, how often we ask, that they can say no"), required=False
    )
    agreed_types = some_of(_("Yes to"))
    refused_types = some_of(_("Not to"))
    comfort = few_words(_("Comfortable with"), help_text=_("In their words: “One call a quarter, one event a year.”"))
    comfort_days = forms.TypedChoiceField(label=_("So one thing"), required=False, coerce=int, empty_value=None)
    comfort_effort = forms.IntegerField(
        label=_("As effort in a year"), required=False, min_value=0, max_value=200, help_text=_("A call counts 1, a talk 5.")
    )
    preferences = few_words(_("They prefer"), help_text=_("“Afternoons, Oslo time. English or Norwegian.”"))
    consent_by: forms.ModelChoiceField[Any] = forms.ModelChoiceField(label=_("Who said yes"), queryset=None, required=False)
    consent_on = DayField(label=_("On"), required=False, widget=DateInput)
    consent_way = forms.ChoiceField(label=_("How"), required=False)

    def __init__(self, *args: Any, account: Account, call: Introduction | None, **kwargs: Any) -> None:
        """Make a field of every question and every limit, begun with what is written down."""
        initial = {name: getattr(call, name) for name in self.base_fields} if call is not None else {}
        initial |= {f"said_{code}": call.answers.get(code, "") if call is not None else "" for code in ASKED}
        initial |= {f"limit_{family}": (call.limits.get(family) or [None])[0] if call is not None else None for family in Family.values}
        kwargs.setdefault("initial", initial)
        super().__init__(*args, **kwargs)
        for code, question in ASKED.items():
            self.fields[f"said_{code}"] = forms.CharField(
                label=format_lazy("{question}", question=question), required=False, max_length=LONGEST, widget=forms.Textarea({"rows": 2})
            )
        for family, label in Family.choices:
            self.fields[f"limit_{family}"] = forms.IntegerField(
                label=label,
                required=False,
                min_value=0,
                max_value=MOST_TIMES,
                widget=forms.NumberInput({"placeholder": gettext("no limit")}),
            )
        offer(self, "comfort_days", pace_choices(keep=call.comfort_days if call is not None else None))
        offer(self, "consent_way", [("", _("Not chosen")), *ConsentWay.choices])
        for name in ("agreed_types", "refused_types"):
            offer(self, name, activity_groups())
        offer_rows(self, "consent_by", account.contacts.filter(left_on=None))

    def clean(self) -> dict[str, Any]:
        """A type cannot be both wanted and not."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        both = set(data.get("agreed_types", [])) & set(data.get("refused_types", []))
        if both:
            words = ", ".join(str(ActivityType(each).label) for each in sorted(both))
            self.add_error("refused_types", gettext("Yes and no at once: %(types)s. Take it away on one side.") % {"types": words})
        return data

    def said(self) -> dict[str, Any]:
        """What could be read, as it is kept."""
        data = self.cleaned_data
        found = {name: data[name] for name in self.base_fields if name in data}
        found["answers"] = {code: data[f"said_{code}"] for code in ASKED if data.get(f"said_{code}")}
        limits = {family: data.get(f"limit_{family}") for family in Family.values}
        found["limits"] = {family: [most, PER_YEAR] for family, most in limits.items() if most is not None}
        return found

    def answers(self) -> list[Any]:
        """The questions of the call."""
        return [self[f"said_{code}"] for code in ASKED]

    def limits(self) -> list[Any]:
        """The limits that they set, a year, by family of help."""
        return [self[f"limit_{family}"] for family in Family.values]
