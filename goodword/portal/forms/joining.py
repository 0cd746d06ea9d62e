"""The form of the public registration page, made of the questions of its program. What is typed becomes plain text before it is kept."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from goodword.customers.kinds.places import countries
from goodword.kernel.text import from_a_stranger, web_address
from goodword.recruiting.kinds import OFFERS, PAGE_QUESTIONS, Ask, PageQuestion, PublicProgram
from goodword.ui.forms import Chips, offer

SELECTED: Final = SafeString(" selected")
_EVERYBODY: Final = ("name", "email", "company", "website", "job_title", "country")


class Line(forms.CharField):
    """One line of a stranger's, as plain text."""

    def to_python(self, value: Any) -> str:
        """Clean it before it is measured."""
        return from_a_stranger(str(super().to_python(value) or ""))


class Some(Line):
    """Some lines of a stranger's, as plain text."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """Clean them before they are measured; a line break counts once."""
        return from_a_stranger(str(forms.CharField.to_python(self, value) or ""), lines=True)


class Address(forms.EmailField):
    """A mail address: of a browser that fills it in with an unseen letter, only what can be seen."""

    def to_python(self, value: Any) -> str:
        """Clean it before it is looked at."""
        return from_a_stranger(str(super().to_python(value) or ""))


class Site(Line):
    """An address of the web, and of nothing else."""

    def clean(self, value: Any) -> str:
        """Give it its `https://`, or say how one is written."""
        text = str(super().clean(value))
        if text and not web_address(text):
            raise ValidationError(_("Write it like https://www.example.com."))
        return web_address(text)


class Countries(forms.Select):
    """A long list, drawn at once: Django draws each choice by a template of its own, which takes most of the time of this page."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Draw it."""
        del renderer
        chosen = str(value or "")
        options = format_html_join(
            "", '<option value="{}"{}>{}</option>', ((code, SELECTED if code == chosen else "", words) for code, words in self.choices)
        )
        return format_html('<select name="{}"{}>{}</select>', name, flatatt(self.build_attrs(self.attrs, attrs)), options)


@cache
def _countries(language: str) -> tuple[tuple[str, str], ...]:
    """Every country by its name in one language, which is the one that is spoken now."""
    del language
    return tuple(countries())


def _field(question: PageQuestion) -> forms.Field:
    said: dict[str, Any] = {"label": question.label, "help_text": question.hint, "required": question.required}
    if question.ask == Ask.CHOICE:
        return forms.ChoiceField(choices=[("", gettext_lazy("choose")), *question.choices], **said)
    if question.ask == Ask.LINK:
        return Site(max_length=question.most, widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url"}), **said)
    if question.ask == Ask.WORDS:
        return Some(max_length=question.most, widget=forms.Textarea(attrs={"rows": 4}), **said)
    return Line(max_length=question.most, **said)


class JoinForm(forms.Form):
    """Who somebody is, what their program asks, what they would enjoy, and that they agree."""

    name = Line(label=gettext_lazy("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = Address(
        label=gettext_lazy("Your mail address at work"),
        max_length=254,
        help_text=gettext_lazy("We send one mail there, to see that it is yours."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    company = Line(
        label=gettext_lazy("Company or organisation"), max_length=300, widget=forms.TextInput(attrs={"autocomplete": "organization"})
    )
    website = Site(
        label=gettext_lazy("Its website"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("It helps us to find who looks after you."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url"}),
    )
    job_title = Line(
        label=gettext_lazy("What you do there"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    country = forms.ChoiceField(label=gettext_lazy("Country"), required=False, widget=Countries(attrs={"autocomplete": "country"}))
    offered = forms.MultipleChoiceField(
        label=gettext_lazy("What would you enjoy?"),
        required=False,
        widget=Chips,
        help_text=gettext_lazy("Tick what you like. It is no promise: we ask each time."),
    )
    consent = forms.BooleanField()
    stamp = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200)
    proof = forms.CharField(required=False, widget=forms.HiddenInput, max_length=4000)
    read = forms.CharField(required=False, widget=forms.HiddenInput, max_length=60)
    nothing = forms.CharField(required=False)

    def __init__(self, *args: Any, program: PublicProgram, consent: str, read: str, **kwargs: Any) -> None:
        """Take the questions of the program, the sentence to agree to, and the mark of what is given to read."""
        super().__init__(*args, **kwargs)
        self.program, self.shown = program, read
        self.questions = PAGE_QUESTIONS[program]
        for question in self.questions:
            self.fields[question.code] = _field(question)
        self.fields["consent"].label = consent
        offer(self, "country", [("", _("choose")), *_countries(get_language() or "")])
        offer(self, "offered", [(str(code), words) for code, words in OFFERS[program].items()])

    def clean_nothing(self) -> str:
        """Nobody sees this field; whoever fills it in is told, in case it was a helpful browser."""
        if self.cleaned_data["nothing"]:
            raise ValidationError(_("A field that is not shown was filled in. It is empty again: please press once more."))
        return ""

    def clean_email(self) -> str:
        """In small letters, as addresses are compared."""
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> dict[str, Any]:
        """What they agreed to has to be what stands there now."""
        cleaned = self.cleaned_data
        if cleaned.get("consent") and cleaned.get("read") != self.shown:
            self.add_error("consent", _("The words changed while you had the page open. Please read them once more, and tick again."))
        return cleaned

    def about(self) -> Iterable[forms.BoundField]:
        """The fields that every program has."""
        return [self[name] for name in _EVERYBODY]

    def asked(self) -> Iterable[forms.BoundField]:
        """The fields of the program's own questions."""
        return [self[question.code] for question in self.questions]

    def answers(self) -> Mapping[str, str]:
        """What was answered, by question."""
        given = {question.code: str(self.cleaned_data[question.code]) for question in self.questions}
        return {code: said for code, said in given.items() if said}

    def renewed(self, *, stamp: str) -> "JoinForm":
        """The same with everything typed, ready to be sent once more: a new stamp, no task done, nothing in the field nobody sees."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["stamp"], data["proof"], data["nothing"] = stamp, "", ""
        if data.get("read") != self.shown:
            data["read"] = self.shown
            data.pop("consent", None)
        self.data = data
        return self
