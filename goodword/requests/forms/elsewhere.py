"""The forms for what happened elsewhere: how a customer was asked, what they answered, and when."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from goodword.customers.models import Contact
from goodword.people.models import User
from goodword.people.queries import active_people
from goodword.requests.actions import Heard
from goodword.requests.forms.steps import AskForm, StepForm
from goodword.requests.kinds.answers import DECLINE_WORDS
from goodword.requests.kinds.ways import ANSWER_WAY_WORDS, WAY_WORDS
from goodword.ui.days import DayField, MomentField
from goodword.ui.forms import DateInput, MomentInput, OneLine, Radios, offer, offer_rows

LONGEST_PEACE: Final = timedelta(days=3 * 365)


def minute(at: datetime) -> datetime:
    """A moment as a form shows it, without its seconds."""
    return timezone.localtime(at).replace(second=0, microsecond=0)


def remark_field() -> forms.CharField:
    """A line to go with it, for colleagues."""
    return forms.CharField(
        label=_("A line to go with it"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Colleagues on the request read it on the timeline."),
    )


class AttemptForm(StepForm):
    """How and when a customer was asked once more."""

    how = forms.ChoiceField(label=_("How?"), widget=Radios, choices=list(WAY_WORDS.items()), initial="call")
    asked_at = MomentField(label=_("When?"), widget=MomentInput)
    remark = remark_field()

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        """Begin with this moment; nothing ahead of it can be chosen."""
        super().__init__(*args, **kwargs)
        self.fields["asked_at"].initial = minute(at)
        self.fields["asked_at"].widget.attrs["max"] = f"{minute(at):%Y-%m-%dT%H:%M}"


class AskedForm(AttemptForm, AskForm):
    """Whom a customer's company was asked through, how and when; a reason when a rule says no by now."""

    field_order = ("contact", "how", "asked_at", "remark", "reason")

    def __init__(self, *args: Any, people: Iterable[Contact] = (), at: datetime, **kwargs: Any) -> None:
        """Offer the people who may be asked."""
        super().__init__(*args, people=people, at=at, **kwargs)


class HeardForm(StepForm):
    """What a customer said to one of us: how, when and to whom; which answer it was is for the forms below."""

    words = forms.CharField(label=_("In their words"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    how = forms.ChoiceField(label=_("How did they say it?"), widget=Radios, choices=list(ANSWER_WAY_WORDS.items()), initial="call")
    heard_at = MomentField(label=_("When?"), widget=MomentInput)
    heard_by = forms.ModelChoiceField(active_people().none(), label=_("Who of us heard it?"), required=False, empty_label=_("I did"))

    def __init__(self, *args: Any, people: QuerySet[User], at: datetime, **kwargs: Any) -> None:
        """Begin with this moment and whoever writes it down; nothing ahead can be chosen."""
        super().__init__(*args, **kwargs)
        self.at = at
        self.fields["heard_at"].initial = minute(at)
        self.fields["heard_at"].widget.attrs["max"] = f"{minute(at):%Y-%m-%dT%H:%M}"
        self.order_fields([name for name in self.fields if name not in HeardForm.base_fields])
        offer_rows(self, "heard_by", people)

    def heard(self) -> Heard:
        """How it was said, as the action takes it."""
        said = self.cleaned_data
        return Heard(how=said["how"], at=said["heard_at"], by=said["heard_by"])

    def answer(self) -> dict[str, Any]:
        """Everything that was filled in, as the action takes it."""
        own = {name: value for name, value in self.cleaned_data.items() if name not in ("how", "heard_at", "heard_by")}
        return {**own, "heard": self.heard()}

    def clean(self) -> dict[str, Any]:
        """Hand the whole answer over as one value, once everything could be read."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        return cleaned if self.errors else {"answer": self.answer()}


class YesForm(HeardForm):
    """A yes: times that suit them, or the time that was agreed at once."""

    first = MomentField(label=_("A time that suits them"), widget=MomentInput, required=False)
    second = MomentField(label=_("Another one"), widget=MomentInput, required=False)
    third = MomentField(label=_("And another one"), widget=MomentInput, required=False)
    starts_at = MomentField(
        label=_("Or a time is agreed already"),
        widget=MomentInput,
        required=False,
        help_text=_("Both get the invitation at once."),
    )

    def __init__(self, *args: Any, clock: str = "", **kwargs: Any) -> None:
        """Say what time it is where the customer is."""
        super().__init__(*args, **kwargs)
        self.fields["first"].help_text = clock

    def clean(self) -> dict[str, Any]:
        """Only times ahead."""
        for name in ("first", "second", "third", "starts_at"):
            moment = self.cleaned_data.get(name)
            if moment is not None and moment <= self.at:
                self.add_error(name, _("This time lies in the past. Choose one ahead."))
        return super().clean()

    def answer(self) -> dict[str, Any]:
        """The times as a list."""
        said = self.cleaned_data
        times = [said[name] for name in ("first", "second", "third") if said[name]]
        return {"times": times, "starts_at": said["starts_at"], "words": said["words"], "heard": self.heard()}


class NoForm(HeardForm):
    """A no, and why."""

    code = forms.ChoiceField(label=_("What did they say?"), widget=Radios, choices=list(DECLINE_WORDS.items()))


class NamedForm(HeardForm):
    """Somebody else at the customer who knows it better."""

    name = OneLine(label=_("Who is it?"), max_length=150)
    email = forms.EmailField(label=_("Their mail address"), required=False, max_length=140)

    def answer(self) -> dict[str, Any]:
        """Name and address as one text, as customers write it on their page."""
        said = self.cleaned_data
        colleague = f"{said['name']} <{said['email']}>" if said["email"] else said["name"]
        return {"colleague": colleague, "words": said["words"], "heard": self.heard()}


class PeaceForm(HeardForm):
    """Until when they want to be left alone."""

    until = DayField(label=_("Until when?"), widget=DateInput)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """Keep the day from which peace is counted."""
        super().__init__(*args, **kwargs)
        self.today = today
        first, last = today + timedelta(days=1), today + LONGEST_PEACE
        self.fields["until"].widget.attrs.update(min=first.isoformat(), max=last.isoformat())

    def clean_until(self) -> date:
        """A day ahead, in the next three years."""
        until: date = self.cleaned_data["until"]
        if not self.today < until <= self.today + LONGEST_PEACE:
            raise forms.ValidationError(_("Choose a day in the next three years."))
        return until


class MissedForm(StepForm):
    """Who did not come to a call, and a line about it."""

    who = forms.ChoiceField(label=_("Who did not come?"), widget=Radios)
    remark = remark_field()

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        """Name the two."""
        super().__init__(*args, **kwargs)
        offer(self, "who", choices)
