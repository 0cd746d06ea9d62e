"""Choices and fields that several forms of the slice have."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodword.customers import queries
from goodword.customers.kinds import ACTIVITY_FAMILY, Family, ListKind
from goodword.customers.kinds.activities import pace_words
from goodword.ui.forms import Chips, OneLine

Pairs = list[tuple[str, str]]


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


def one_of(label: Any, **more: Any) -> forms.ChoiceField:
    """A choice that may stay open."""
    return forms.ChoiceField(label=label, required=False, **more)


def some_of(label: Any, **more: Any) -> forms.MultipleChoiceField:
    """Several of a list, as chips."""
    return forms.MultipleChoiceField(label=label, required=False, widget=Chips, **more)


def few_words(label: Any, *, most: int = 300, help_text: Any = "") -> forms.CharField:
    """A few words on one line."""
    return OneLine(label=label, required=False, max_length=most, help_text=help_text)


def why_changed() -> forms.CharField:
    """Why something that a customer set itself is changed."""
    return few_words(_("Why?"), most=2000, help_text=_("Needed where they set it themselves, and this loosens it. Stays on the timeline."))
