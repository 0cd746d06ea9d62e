"""Forms of playbooks: what one is, one step of it, and publishing a version."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from goodword.kernel.text import fold
from goodword.people.models import User
from goodword.people.queries import active_people
from goodword.playbooks.kinds import GATES, Playbook, Stage, Step, StepRole
from goodword.playbooks.kinds.definition import MOST_DAYS, Problem, Since, problems
from goodword.ui.forms import DateInput, OneLine, Picks, Switch, offer, offer_rows

LONGEST: Final = 4000
ABOVE: Final = "above"
NOTHING: Final = "nothing"
THESE: Final = "these"
_SINCE: Final = (
    (Since.PREVIOUS.value, _("from when it may begin")),
    (Since.START.value, _("from the beginning of the whole")),
    (Since.EVENT.value, _("from the day of the event; less than nothing counts back")),
)


class AboutForm(forms.Form):
    """What a playbook is called, and what it is for."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    name = OneLine(label=_("Name"), max_length=80)
    about = forms.CharField(label=_("What it is for"), required=False, max_length=LONGEST, widget=forms.Textarea({"rows": 3}))


class StepForm(forms.Form):
    """One step."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    title = OneLine(label=_("What is done"), max_length=120)
    stage = forms.ChoiceField(label=_("Stage"), choices=Stage.choices)
    role = forms.ChoiceField(label=_("Who does it"), choices=StepRole.choices)
    days = forms.IntegerField(
        label=_("Due after so many working days"),
        required=False,
        min_value=-MOST_DAYS,
        max_value=MOST_DAYS,
        help_text=_("Holidays of the customer's region do not count. Empty: whenever it is."),
    )
    since = forms.ChoiceField(label=_("Counted"), choices=_SINCE)
    waits = forms.ChoiceField(
        label=_("It may begin"),
        choices=[(ABOVE, _("after the step above it")), (NOTHING, _("at once")), (THESE, _("after the steps chosen below"))],
    )
    after = forms.MultipleChoiceField(label=_("After these steps"), required=False, widget=Picks(nothing=_("none chosen"), is_all=True))
    gates = forms.MultipleChoiceField(
        label=_("Done only when"),
        required=False,
        widget=Picks(nothing=_("nothing has to hold"), is_all=True),
        help_text=_("Whoever runs the program can go over it, with a reason."),
    )
    produces = OneLine(label=_("What comes of it"), required=False, max_length=200)
    instructions = forms.CharField(label=_("How"), required=False, max_length=LONGEST, widget=forms.Textarea({"rows": 4}))
    is_optional = forms.BooleanField(label=_("May be left out"), required=False, widget=Switch, help_text=_("Nobody waits for it."))
    is_repeatable = forms.BooleanField(label=_("May be done again"), required=False, widget=Switch)

    def __init__(self, *args: Any, book: Playbook, step: Step | None, place: int, **kwargs: Any) -> None:
        """Begin with what the step says; `place` is where it stands, or will."""
        self.book, self.step, self.place = book, step, place
        kwargs["initial"] = {**(_initial(step) if step is not None else {"waits": ABOVE}), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        offer(self, "after", [(each.key, each.title) for each in book.steps if step is None or each.key != step.key])
        offer(self, "gates", [(code, str(words)) for code, words in GATES.items()])

    def clean(self) -> dict[str, Any]:
        """Refuse what would make the playbook wrong, beside the field."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("waits") == THESE and not data.get("after"):
            self.add_error("after", _("Choose at least one step, or let it begin at once."))
        if not self.errors:
            before = {each.words for each in problems(self.book)}
            for each in problems(self.said()):
                if each.words not in before:
                    self.add_error(_field(each), each.words)
        return data

    def said(self) -> Playbook:
        """The whole playbook with this step as it was typed."""
        data = self.cleaned_data
        after = {ABOVE: None, NOTHING: (), THESE: tuple(data["after"])}[data["waits"]]
        made = Step(
            key=self.step.key if self.step is not None else new_key(data["title"], self.book),
            title=data["title"],
            stage=data["stage"],
            role=data["role"],
            days=data["days"],
            since=data["since"],
            instructions=data["instructions"].strip(),
            produces=data["produces"],
            gates=tuple(data["gates"]),
            after=after,
            is_optional=data["is_optional"],
            is_repeatable=data["is_repeatable"],
        )
        others = [each for each in self.book.steps if self.step is None or each.key != self.step.key]
        return Playbook(self.book.name, self.book.about, (*others[: self.place], made, *others[self.place :]))


class PublishForm(forms.Form):
    """From when on, and why."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    starts_on = forms.DateField(label=_("From"), widget=DateInput, help_text=_("What runs by then keeps the version that it began with."))
    note = forms.CharField(label=_("Why"), max_length=LONGEST, widget=forms.Textarea({"rows": 3}))


def new_key(title: str, book: Playbook) -> str:
    """A key made of the title, that no other step has."""
    words = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in fold(title)).split()
    base = "_".join(words)[:50].strip("_") or "step"
    if base == "new":  # an address of ours
        base = "new_step"
    taken, key, n = {each.key for each in book.steps}, base, 2
    while key in taken:
        key, n = f"{base}_{n}", n + 1
    return key


def _field(problem: Problem) -> str | None:
    return problem.field if problem.field in StepForm.base_fields else None


def _initial(step: Step) -> dict[str, Any]:
    names = ("title", "stage", "role", "days", "since", "gates", "produces", "instructions", "is_optional", "is_repeatable")
    waits = ABOVE if step.after is None else THESE if step.after else NOTHING
    return {**{name: getattr(step, name) for name in names}, "waits": waits, "after": step.after or ()}


class WordsForm(forms.Form):
    """Why, or a remark."""

    words = forms.CharField(label=_("In your words"), required=False, max_length=LONGEST, widget=forms.Textarea({"rows": 2}))


class AssignForm(forms.Form):
    """Who does a step."""

    user: forms.ModelChoiceField[User] = forms.ModelChoiceField(label=_("Who does it"), queryset=None, empty_label=_("Choose"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer whoever works here."""
        super().__init__(*args, **kwargs)
        offer_rows(self, "user", active_people().order_by("name"))
