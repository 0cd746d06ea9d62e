"""The answers of people with a link. What was typed is kept, and every error stands beside its field."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from goodword.customers.kinds.activities import limit_words
from goodword.customers.kinds.places import languages
from goodword.customers.queries.speaking import zone_choices
from goodword.requests.kinds.answers import RESULT_WORDS
from goodword.ui.days import DayField, MomentField
from goodword.ui.forms import DateInput, MomentInput, OneLine, Picks, offer

GLADLY, NOT_NOW, COLLEAGUE, LEAVE_ALONE = "gladly", "not_now", "colleague", "leave_alone"
FARTHEST: Final = timedelta(days=180)
LONGEST_PEACE: Final = timedelta(days=3 * 365)
LONGEST_OWN_PAUSE: Final = timedelta(days=730)
NO_LIMIT: Final = "none"
PACES: Final = (
    (NO_LIMIT, _("No limit of my own")),
    ("1:91", _("At most once a quarter")),
    ("1:182", _("At most once every half year")),
    ("1:365", _("At most once a year")),
    ("2:365", _("At most twice a year")),
    ("0:365", _("Never")),
)
OWN_TIMES: Final = ("own_1", "own_2", "own_3")
OWN_WORDS: Final = ("words", "without_name", "remark", "reason", "colleague_name", "colleague_email")
LONGEST_KEPT: Final = 2000
REASONS: Final = (
    ("", _("I would rather not say")),
    ("no_time", _("No time at the moment")),
    ("not_a_match", _("Not the right match for us")),
    ("not_allowed", _("We may not speak about it")),
    ("not_happy", _("We are not quite happy at the moment")),
    ("other", _("Something else")),
)


class Moments(forms.Field):
    """Any number of chosen moments."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[datetime]:
        """Read each; one that is not a moment was not made by our page."""
        try:
            return [datetime.strptime(str(text), "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC) for text in value or []]
        except ValueError as problem:
            raise ValidationError(_("Choose times from the list, or write down your own.")) from problem


def as_typed(text: str | None) -> str:
    """The text as the browser counted it: a line break is one character, though two are sent."""
    return (text or "").replace("\r\n", "\n")


def typed_in(sent: QueryDict) -> str:
    """The words of somebody's own in an answer that came too late, whichever form it was."""
    return "\n".join(filter(None, (as_typed(sent.get(name, "")).strip()[:LONGEST_KEPT] for name in OWN_WORDS)))


class Words(forms.CharField):
    """Some lines of somebody's own."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """Read them before they are counted."""
        return as_typed(super().to_python(value))


class TimesForm(forms.Form):
    """Times that suit: chosen ones, and up to three of one's own in one's own time zone."""

    times = Moments(required=False)
    own_1 = MomentField(label=_("Another time"), required=False, widget=MomentInput)
    own_2 = MomentField(label=_("Or"), required=False, widget=MomentInput)
    own_3 = MomentField(label=_("Or"), required=False, widget=MomentInput)

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        """Keep the moment by which "ahead" is judged."""
        self.at = at
        super().__init__(*args, **kwargs)
        first, last = timezone.localtime(at + timedelta(hours=1)), timezone.localtime(at + FARTHEST)
        for name in OWN_TIMES:
            self.fields[name].widget.attrs.update(min=f"{first:%Y-%m-%dT%H}:00", max=f"{last:%Y-%m-%dT%H}:00")

    def clean_times(self) -> list[datetime]:
        """Only what lies ahead."""
        times: list[datetime] = self.cleaned_data["times"]
        if any(moment <= self.at or moment > self.at + FARTHEST for moment in times):
            raise ValidationError(_("One of these times has passed in the meantime. Please choose again."))
        return times

    def _own(self, name: str) -> datetime | None:
        moment: datetime | None = self.cleaned_data.get(name)
        if moment is not None and not self.at < moment <= self.at + FARTHEST:
            self.add_error(name, _("Choose a time in the next six months."))
            return None
        return moment

    def all_times(self) -> list[datetime]:
        """Everything that suits, earliest first, each once."""
        own = [moment for moment in map(self._own, OWN_TIMES) if moment is not None]
        return sorted({*self.cleaned_data.get("times", []), *own})

    def wants_times(self) -> bool:
        """Say whether times are part of this answer."""
        return True

    def clean(self) -> dict[str, Any]:
        """At least one time, where times are wanted."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.wants_times():
            cleaned["chosen"] = self.all_times()
            if not cleaned["chosen"] and not self.errors:
                self.add_error("times", _("Choose at least one time, or write down one of your own."))
        return cleaned


def one_of(*answers: str) -> forms.ChoiceField:
    """The button that was pressed."""
    why = _("Choose one of the answers.")
    return forms.ChoiceField(choices=[(each, each) for each in answers], error_messages={"required": why, "invalid_choice": why})


class AnswerForm(TimesForm):
    """Gladly, not this time, ask a colleague, or leave me alone until a day."""

    answer = one_of(GLADLY, NOT_NOW, COLLEAGUE, LEAVE_ALONE)
    code = forms.ChoiceField(label=_("A reason, if you like"), choices=REASONS, required=False)
    words = Words(
        label=_("A line to go with it"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        strip=True,
    )
    colleague_name = OneLine(
        label=_("Who knows it better?"), required=False, max_length=150, widget=forms.TextInput(attrs={"aria-required": "true"})
    )
    colleague_email = forms.CharField(
        label=_("Their mail address"),
        help_text=_("If you may share it."),
        required=False,
        max_length=140,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    until = DayField(label=_("Until when?"), required=False, widget=DateInput(attrs={"aria-required": "true"}))
    unnamed = forms.BooleanField(required=False)

    def __init__(self, *args: Any, at: datetime, today: date, timed: bool = True, **kwargs: Any) -> None:
        """Keep the day from which peace is counted, and whether a time is to be agreed on."""
        self.today, self.timed = today, timed
        super().__init__(*args, at=at, **kwargs)
        tomorrow = today + timedelta(days=1)
        self.fields["until"].widget.attrs.update(min=tomorrow.isoformat(), max=(today + LONGEST_PEACE).isoformat())

    def wants_times(self) -> bool:
        """Times go with a yes, where a time is to be agreed on."""
        return self.timed and self.cleaned_data.get("answer") == GLADLY

    def clean(self) -> dict[str, Any]:
        """What each answer needs; what belongs to the others is ignored, but words go with every answer."""
        cleaned = super().clean()
        answer = cleaned.get("answer")
        kept = {
            GLADLY: {"times", *OWN_TIMES},
            NOT_NOW: {"code"},
            COLLEAGUE: {"colleague_name", "colleague_email"},
            LEAVE_ALONE: {"until"},
        }
        for name in set(self.errors) - {"answer", "words"} - kept.get(str(answer), set()):
            del self.errors[name]
        if answer == COLLEAGUE:
            self._check_colleague(cleaned)
        if answer == LEAVE_ALONE and "until" not in self.errors:
            self._check_until(cleaned.get("until"))
        return cleaned

    def _check_colleague(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("colleague_name"):
            self.add_error("colleague_name", _("Write down a name, so that we know whom to ask."))
        if cleaned.get("colleague_email"):
            try:
                validate_email(cleaned["colleague_email"])
            except ValidationError:
                self.add_error("colleague_email", _("This does not look like a mail address. You may leave it out."))

    def _check_until(self, until: date | None) -> None:
        if until is None:
            self.add_error("until", _("Choose a day."))
        elif not self.today < until <= self.today + LONGEST_PEACE:
            self.add_error("until", _("Choose a day in the next three years."))

    def colleague(self) -> str:
        """Name and address of the colleague, as one text."""
        email = self.cleaned_data["colleague_email"]
        name = " ".join(self.cleaned_data["colleague_name"].split())
        return f"{name} <{email}>" if email else name


class AddressForm(forms.Form):
    """The mail address of somebody who wants their own page."""

    address = forms.EmailField(
        label=_("Your mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "aria-required": "true"}),
        error_messages={
            "required": _("Write down your mail address."),
            "invalid": _("This does not look like a mail address. Please look at it once more."),
        },
    )


class PauseForm(forms.Form):
    """Until when somebody wants to be asked for nothing."""

    until = DayField(
        label=_("Or ask me for nothing before"),
        widget=DateInput(attrs={"aria-required": "true"}),
        error_messages={"required": _("Choose a day."), "invalid": _("Write the day like 2027-03-01.")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """Keep the day from which a pause is counted."""
        self.today = today
        super().__init__(*args, **kwargs)
        self.fields["until"].widget.attrs.update(min=(today + timedelta(days=1)).isoformat(), max=(today + LONGEST_OWN_PAUSE).isoformat())

    def clean_until(self) -> date:
        """A day ahead, not too far."""
        until: date = self.cleaned_data["until"]
        if not self.today < until <= self.today + LONGEST_OWN_PAUSE:
            raise ValidationError(_("Choose a day in the next two years. You can make it longer at any time."))
        return until


class LimitsForm(forms.Form):
    """How often somebody wants to be asked, for each thing; what is stored and not on the list stays choosable."""

    def __init__(self, *args: Any, limits: Iterable[Any], **kwargs: Any) -> None:
        """Offer the paces; `limits` are those of the page."""
        super().__init__(*args, **kwargs)
        for limit in limits:
            offered = [(value, str(said)) for value, said in PACES]
            if limit.value and limit.value not in dict(offered):
                most, days = limit.value.split(":")
                offered.append((limit.value, limit_words(int(most), int(days))))
            self.fields[limit.family] = forms.ChoiceField(
                label=limit.label, choices=offered, initial=limit.value or NO_LIMIT, help_text=limit.words
            )

    def limits(self) -> dict[str, tuple[int, int] | None]:
        """What the action stores."""
        found: dict[str, tuple[int, int] | None] = {}
        for family in self.fields:
            most, _colon, days = self.cleaned_data[family].partition(":")
            found[family] = (int(most), int(days)) if days else None
        return found


class DetailsForm(forms.Form):
    """How somebody is called, what they do, their languages and their time zone."""

    name = OneLine(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name", "aria-required": "true"}))
    title = OneLine(
        label=_("Job title"), max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "organization-title"})
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages you speak"), required=False, widget=Picks(nothing=_("Not known yet"), is_all=True)
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False, help_text=_("Times are shown and proposed to you in it."))

    def __init__(self, *args: Any, contact: Any, **kwargs: Any) -> None:
        """Start from what is known."""
        kwargs.setdefault("initial", {name: getattr(contact, name) for name in self.base_fields})
        super().__init__(*args, **kwargs)
        offer(self, "languages", languages())
        offer(self, "time_zone", zone_choices(contact))


class LeaveForm(forms.Form):
    """Why somebody leaves, if they like to say it."""

    reason = Words(
        label=_("Why, if you like to say it"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever looks after you reads it. Leave it empty if you like."),
    )


class OwnerForm(forms.Form):
    """The owner's yes or no; a no says why."""

    decision = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
    reason = Words(label=_("Why not?"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3, "aria-required": "true"}))

    def clean(self) -> dict[str, Any]:
        """A no needs its reason."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("decision") == "no" and not cleaned.get("reason"):
            self.add_error("reason", _("Say why not; it helps to choose better next time."))
        return cleaned


class OutcomeForm(forms.Form):
    """One of three answers, and a line when somebody likes to write one."""

    result = forms.ChoiceField(choices=list(RESULT_WORDS.items()), error_messages={"required": _("Choose one of the three answers.")})
    words = Words(label=_("A line to go with it"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
