"""The fields of questions that a kind asks of its own, and what is stored of the answers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from goodword.people.models import User
from goodword.people.queries import active_people
from goodword.requests.kinds.answering import Address, Answer, Colleague, Count, Day, Line, OneOf, Prose, Stages
from goodword.requests.queries.options import stages
from goodword.ui.days import DayField
from goodword.ui.forms import DateInput, OneLine, Picks, WebAddress
from goodword.ui.typed import RowField


def field_of(answer: Answer) -> forms.Field:
    """The field in which a question is answered."""
    match answer:
        case Line():
            return OneLine(max_length=answer.most)
        case Prose():
            return forms.CharField(widget=forms.Textarea(attrs={"rows": answer.rows}), max_length=answer.most)
        case Day():
            return DayField(widget=DateInput)
        case Count():
            return forms.IntegerField(min_value=answer.least, max_value=answer.most)
        case OneOf():
            return forms.ChoiceField(choices=[("", answer.any_word or _("Choose")), *answer.options.items()])
        case Address():
            return WebAddress(max_length=500)
        case Colleague() | Stages():
            return _known_here(answer)
        case _:
            return forms.BooleanField()


def _known_here(answer: Colleague | Stages) -> forms.Field:
    """What is chosen from our own rows."""
    if isinstance(answer, Stages):
        return forms.MultipleChoiceField(choices=stages(), widget=Picks)
    return RowField(active_people(), empty_label=_("Nobody yet"))


def stored(value: Any) -> str | int | bool | list[str] | None:
    """What is kept of an answer: a day as text, a colleague by id."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, User):
        return value.pk
    kept: str | int | bool | list[str] | None = value
    return kept


def from_stored(answer: Answer, value: Any) -> Any:
    """What the form shows of a kept answer."""
    return parse_date(value) if isinstance(answer, Day) and value else value
