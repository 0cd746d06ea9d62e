"""The forms of stories: proposing one, its brief, who has which part, its figures, why it is stopped."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final
from uuid import uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodword.customers.forms.fields import list_choices, some_of
from goodword.customers.kinds import ListKind
from goodword.customers.kinds.places import languages
from goodword.customers.models import Account
from goodword.people.models import User
from goodword.people.queries import active_people
from goodword.stories.actions import Figures, OwnQuestion
from goodword.stories.kinds import KINDS, Part, Timeframe
from goodword.stories.kinds.drivers import DRIVERS, METRICS, Better
from goodword.stories.kinds.interviews import INTERVIEW_LANGUAGES
from goodword.stories.kinds.questions import Answer
from goodword.stories.models import InterviewQuestion, Metric, Story
from goodword.ui.forms import Choices, DateInput, OneLine, OvertakenForm, Picks, Switch, offer, offer_rows

LONGEST: Final = 4000


def _paragraph(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=LONGEST, help_text=help_text, widget=forms.Textarea({"rows": 3}))


def _title() -> OneLine:
    return OneLine(label=_("Working title"), max_length=200, help_text=_("What it is about, in a few words. It may change until the end."))


def driver_choices() -> list[tuple[Any, list[tuple[str, str]]]]:
    """The value drivers, those of the first catalogue apart."""
    return [
        (_("Value drivers"), [(each.code, str(each.label)) for each in DRIVERS.values() if not each.is_older]),
        (_("First catalogue"), [(each.code, str(each.label)) for each in DRIVERS.values() if each.is_older]),
    ]


class BriefForm(forms.Form):
    """What a story should show, for whom, and why now."""

    title = _title()
    shows = _paragraph(_("What should it show?"), _("The one thing a reader remembers."))
    audience = _paragraph(_("For whom?"))
    why_now = _paragraph(_("Why now?"))
    drivers = some_of(_("Value drivers"), help_text=_("They decide which metrics the customer is asked for."))
    use_cases = some_of(_("Use cases"))
    languages = forms.MultipleChoiceField(label=_("Languages"), required=False, widget=Picks(nothing=_("not said yet"), is_all=True))
    timeframe = forms.TypedChoiceField(label=_("Interview within"), required=False, coerce=int, empty_value=None)
    is_attributable = forms.BooleanField(
        label=_("With the customer's name"), required=False, widget=Switch, help_text=_("Off: nobody may find out who it is.")
    )
    heard_where = OneLine(label=_("Where it was heard"), required=False, max_length=500, help_text=_("The occasion, or a public link."))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: Story, **kwargs: Any) -> None:
        """Begin with what stands there."""
        names = [name for name in self.base_fields if name != "version"]
        kwargs["initial"] = {**{name: getattr(row, name) for name in names}, "version": row.version}
        super().__init__(*args, **kwargs)
        offer(self, "drivers", driver_choices())
        offer(self, "use_cases", list_choices(ListKind.USE_CASE, keep=row.use_cases))
        offer(self, "languages", languages())
        offer(self, "timeframe", [("", _("Not agreed yet")), *Timeframe.choices])
        if row.account_id is not None:
            del self.fields["heard_where"]

    def said(self) -> dict[str, Any]:
        """What could be read of what was typed."""
        return {name: self.cleaned_data[name] for name in self.cleaned_data if name != "version"}


class ProposeForm(forms.Form):
    """A new story, in as few words as it takes."""

    kind = forms.ChoiceField(
        label=_("What is it to be?"),
        widget=Choices(hints={each.code: each.what for each in KINDS.values()}, icons={each.code: each.icon for each in KINDS.values()}),
    )
    title = _title()
    contact: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=_("Who tells it?"), queryset=None, required=False, empty_label=_("Not known yet")
    )
    heard_where = OneLine(label=_("Where was it heard?"), required=False, max_length=500, help_text=_("The occasion, or a public link."))
    parent: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=_("About which story?"), queryset=None, required=False, empty_label=_("None")
    )
    shows = _paragraph(_("What should it show?"), _("The one thing a reader remembers."))
    why_now = _paragraph(_("Why now?"))
    drivers = some_of(_("Value drivers"))
    is_confidential = forms.BooleanField(
        label=_("Confidential"), required=False, widget=Switch, help_text=_("Only you and those who are given a part in it know of it.")
    )
    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, account: Account | None, stories: Any, **kwargs: Any) -> None:
        """Offer the kinds that fit: without a customer those that need none, about another story where there is one."""
        super().__init__(*args, **kwargs)
        has_stories = stories.exists()
        known = [each for each in KINDS.values() if has_stories or not each.needs_parent]
        fitting = [each for each in known if account is not None or each.may_be_nobodys]
        offer(self, "kind", [(each.code, each.label) for each in fitting])
        offer(self, "drivers", driver_choices())
        offer_rows(self, "parent", stories)
        if account is None:
            del self.fields["contact"]
        else:
            offer_rows(self, "contact", account.contacts.filter(left_on=None).order_by("name"))
            del self.fields["heard_where"]
        if not has_stories:
            del self.fields["parent"]


class PartForm(forms.Form):
    """Somebody gets a part."""

    user: forms.ModelChoiceField[User] = forms.ModelChoiceField(label=_("Who?"), queryset=None, empty_label=_("Choose"))
    part = forms.ChoiceField(label=_("Part"))
    until_on = forms.DateField(label=_("Until"), required=False, widget=DateInput, help_text=_("For somebody from outside."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer everybody who works here."""
        super().__init__(*args, **kwargs)
        offer_rows(self, "user", active_people().order_by("name"))
        offer(self, "part", [("", _("Choose")), *Part.choices])


class StopForm(forms.Form):
    """Why it is stopped."""

    words = forms.CharField(label=_("Why?"), max_length=2000, widget=forms.Textarea({"rows": 3}))


class MetricForm(OvertakenForm):
    """A figure before and after, and who stands for it."""

    is_half_filled = True  # of a figure that is known, little more is

    kind = forms.ChoiceField(label=_("Which metric?"), required=False)
    name = OneLine(label=_("Or a name of your own"), required=False, max_length=200, help_text=_("For a figure that is not on the list."))
    better = forms.ChoiceField(
        label=_("What is better?"),
        required=False,
        choices=[("", _("as the metric says")), (Better.LESS, _("less of it")), (Better.MORE, _("more of it"))],
    )
    before = forms.DecimalField(label=_("Before"), max_digits=18, decimal_places=4, min_value=0)
    after = forms.DecimalField(label=_("After"), max_digits=18, decimal_places=4, min_value=0)
    unit = OneLine(label=_("Unit"), required=False, max_length=30, help_text=_("Days, hours, %, EUR, a week: the same for both figures."))
    period = OneLine(label=_("Over which time?"), required=False, max_length=200, help_text=_("“The first half of 2026”, for instance."))
    measured_how = OneLine(label=_("How was it measured?"), required=False, max_length=500)
    confirmed_by = OneLine(label=_("Who confirmed it?"), required=False, max_length=200)
    confirmed_on = forms.DateField(label=_("On"), required=False, widget=DateInput)
    valid_until = forms.DateField(label=_("May be used until"), required=False, widget=DateInput)

    def __init__(self, *args: Any, row: Story, metric: Metric | None = None, **kwargs: Any) -> None:
        """Offer the metrics of the story's value drivers first; begin with what stands there."""
        if metric is not None:
            kwargs["initial"] = {name: getattr(metric, name) for name in self.base_fields}
            kwargs["initial"] |= {name: format(kwargs["initial"][name].normalize(), "f") for name in ("before", "after")}
            if metric.kind in METRICS:
                kwargs["initial"] |= {"name": "" if metric.name == str(METRICS[metric.kind].label) else metric.name, "better": ""}
        super().__init__(*args, **kwargs)
        offer(self, "kind", [("", _("none of these")), *metric_choices(row.drivers)])
        for field in self.fields.values():
            field.show_hidden_initial = metric is not None

    def figures(self) -> Figures:
        """What was typed."""
        return Figures(**self.cleaned_data)


class TranscriptForm(forms.Form):
    """What was said: a file, or words pasted in."""

    is_half_filled = True  # one of the two

    file = forms.FileField(
        label=_("The file"), required=False, help_text=_("Subtitles (.vtt, .srt), text, Markdown, a page, Word or CSV, up to 5 MB.")
    )
    words = forms.CharField(
        label=_("Or the words"),
        required=False,
        max_length=2_000_000,
        widget=forms.Textarea({"rows": 10}),
        help_text=_("Anna: “What was it like before?” on a line of its own for each who speaks."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=INTERVIEW_LANGUAGES, required=False)
    name = OneLine(label=_("What is it called?"), required=False, max_length=200, help_text=_("“Interview of 12 March”, for instance."))

    def __init__(self, *args: Any, row: Story, **kwargs: Any) -> None:
        """Begin with the language of the story."""
        spoken = [code for code in row.languages if code in dict(INTERVIEW_LANGUAGES)]
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = spoken[0] if spoken else "en"

    def clean(self) -> dict[str, Any]:
        """One of the two; in the language of the story unless another is chosen."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not data.get("file") and not data.get("words", "").strip():
            self.add_error("file", gettext("Choose a file, or paste the words."))
        data["language"] = data.get("language") or self.fields["language"].initial
        return data


class QuestionForm(forms.Form):
    """A question of an interview."""

    words = OneLine(label=_("The question"), max_length=1000)
    answer = forms.ChoiceField(
        label=_("How is it answered?"),
        widget=Choices,
        choices=[(Answer.TEXT, _("In words")), (Answer.NUMBER, _("With a number")), (Answer.CHECKLIST, _("By ticking off"))],
        initial=Answer.TEXT.value,
    )
    choices = forms.CharField(
        label=_("What can be ticked off"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Each on a line of its own."),
    )
    follow_up = OneLine(label=_("And then"), required=False, max_length=500, help_text=_("Asked after it, if the answer is not no."))

    def __init__(self, *args: Any, question: InterviewQuestion | None, **kwargs: Any) -> None:
        """Begin with what is asked."""
        if question is not None:
            kwargs["initial"] = {name: getattr(question, name) for name in ("words", "answer", "follow_up")}
            kwargs["initial"]["choices"] = "\n".join(question.choices)
        super().__init__(*args, **kwargs)

    def said(self) -> OwnQuestion:
        """What was typed."""
        data = self.cleaned_data
        return OwnQuestion(**{**data, "choices": tuple(data["choices"].splitlines())})


class SendForm(forms.Form):
    """Who at the customer reads a transcript."""

    contact: forms.ModelChoiceField[Any] = forms.ModelChoiceField(label=_("Who reads it?"), queryset=None, empty_label=_("Choose"))

    def __init__(self, *args: Any, row: Story, **kwargs: Any) -> None:
        """Offer the customer's people, whoever tells the story first."""
        super().__init__(*args, **kwargs)
        if row.account is None:
            del self.fields["contact"]
        else:
            offer_rows(self, "contact", row.account.contacts.filter(left_on=None).order_by("name"))
            self.fields["contact"].initial = row.contact_id


class TurnWordsForm(forms.Form):
    """What somebody said, corrected by us."""

    words = forms.CharField(label=_("What was said"), max_length=20_000, widget=forms.Textarea({"rows": 6}))
    seen = forms.CharField(max_length=16, widget=forms.HiddenInput)


class ApprovalForm(forms.Form):
    """An approval that was given elsewhere."""

    name = OneLine(label=_("Who approved it?"), max_length=200)
    how = OneLine(label=_("How do you know?"), max_length=300, help_text=_("“Mail of 3 March”, for instance."))


class ReasonForm(forms.Form):
    """Why the seal is broken."""

    reason = forms.CharField(label=_("Why?"), max_length=500, widget=forms.Textarea({"rows": 3}))


class SpeakerForm(forms.Form):
    """Who somebody in a transcript is."""

    before = forms.CharField(max_length=60, required=False, strip=False, widget=forms.HiddenInput)
    after = OneLine(label=_("Name"), max_length=60)


class QuoteForm(forms.Form):
    """A quote as it may be printed."""

    words = forms.CharField(
        label=_("The quote"),
        max_length=2_000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Leave words out with …, put yours in [brackets]. Everything else stays word for word."),
    )


def metric_choices(drivers: Collection[str]) -> list[tuple[Any, list[tuple[str, str]]]]:
    """The catalogue by value driver, those of the story first; a metric stands once."""
    order = sorted(DRIVERS.values(), key=lambda each: each.code not in drivers)
    seen: set[str] = set()
    found = []
    for driver in order:
        fresh = [code for code in driver.metrics if code not in seen]
        seen |= set(fresh)
        found.append((driver.label, [(code, str(METRICS[code].label)) for code in fresh]))
    return found
