"""A draft of the policy as a form: sentences with fields in them, each beside what holds today; and what is to be replayed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, cast

from django import forms
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodword.policy.actions import Draft
from goodword.policy.explain.gaps import Gap, Group, Line, gaps_in
from goodword.policy.explain.values import Value, numbers_of, values_of
from goodword.policy.numbers import MOST_QUARTERS, Numbers, NumbersError
from goodword.policy.periods import PeriodKind
from goodword.policy.queries import InForce
from goodword.ui.dates import day_words
from goodword.ui.days import DayField
from goodword.ui.forms import Chips, DateInput, OneLine, Radios

# Fields that stand beside the sentences, and belong to the same form.
FORM_ID = "policy-draft"
WIDE = 99
MANY = 2
# Over which days numbers are replayed.
LAST_QUARTER: Final = "last"
THIS_QUARTER: Final = "this"
DAYS: Final = "days"


@dataclass(frozen=True, slots=True)
class LineShown:
    """A sentence with its fields, what is wrong in them, and what differs from what holds today."""

    key: str
    html: SafeString
    about: str
    errors: tuple[str, ...]
    changes: tuple[tuple[str, str], ...]
    units: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class GroupShown:
    """Some sentences under one heading; a folded group opens by itself when something in it differs or is wrong."""

    group: Group
    lines: tuple[LineShown, ...]
    note: str = ""

    @property
    def belongs_to(self) -> str:
        """The group in whose card a folded one is drawn; empty for one with a card of its own."""
        return {"kind": "requests", "others": "promises"}.get(self.group.code.partition(".")[0], "")

    @property
    def changed(self) -> int:
        """How many of its sentences differ from what holds today."""
        return sum(bool(line.changes) for line in self.lines)

    @property
    def is_open(self) -> bool:
        """Something in it wants to be seen."""
        return any(line.changes or line.errors for line in self.lines)


class StartForm(forms.Form):
    """Begin a draft: what it is called, and from which numbers."""

    name = OneLine(label=_("Name of the draft"), max_length=120, help_text=_("Such as: Fewer events from February on."))
    begin = forms.ChoiceField(label=_("Begin with"))

    def __init__(self, *args: Any, offered: Mapping[str, str], **kwargs: Any) -> None:
        """Offer what one may begin with."""
        super().__init__(*args, **kwargs)
        begin = self.fields["begin"]
        if isinstance(begin, forms.ChoiceField):
            begin.choices = list(offered.items())


class DraftForm(forms.Form):
    """Everything of a draft: its name, its first day, why, and a field for every gap of every sentence."""

    edition = forms.IntegerField(min_value=1, widget=forms.HiddenInput({"id": "draft-edition"}))
    name = OneLine(label=_("Name"), max_length=120)
    starts_on = DayField(label=_("First day"), required=False, widget=DateInput())
    note = forms.CharField(
        label=_("Why"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3}), help_text=_("It stands beside the version.")
    )

    def __init__(self, *args: Any, groups: tuple[Group, ...], numbers: Numbers, **kwargs: Any) -> None:
        """Make a field of every gap; `numbers` are what the draft says so far."""
        self.groups, self.begun = groups, values_of(numbers)
        super().__init__(*args, **kwargs)
        for name in ("name", "starts_on", "note"):
            self.fields[name].widget.attrs["form"] = FORM_ID
        for gap in gaps_in(groups):
            self.fields[gap.path] = _field(gap)
            self.initial.setdefault(gap.path, self.begun.get(gap.path, "" if gap.choices else None))

    def clean(self) -> dict[str, Any]:
        """See that the numbers go together, and say beside the field where they do not."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        self._periods(data)
        self._order_of_teams(data)
        self._pairs(data)
        if not self.errors:
            try:
                self.numbers = numbers_of(self.typed())
            except NumbersError as problem:
                self.add_error(None, gettext("These numbers do not go together: %(problems)s") % {"problems": problem})
        return data

    def typed(self) -> dict[str, Value]:
        """Return every number as it was typed, as far as it can be read; what cannot be read is what it was."""
        data = getattr(self, "cleaned_data", {})
        return {**self.begun, **{gap.path: _value(gap, data[gap.path]) for gap in gaps_in(self.groups) if gap.path in data}}

    def said(self) -> Draft:
        """Return what a valid form says."""
        data = self.cleaned_data
        return Draft(name=data["name"], numbers=self.numbers, note=data["note"].strip(), starts_on=data["starts_on"])

    def sections(self, today: Numbers) -> tuple[GroupShown, ...]:
        """Return the sentences with their fields, compared with the numbers that hold today."""
        before, now = values_of(today), values_of(self.numbers) if self.is_bound and self.is_valid() else self.typed()
        return tuple(
            GroupShown(group, tuple(self._line(line, before, now) for line in group.lines), _note(group, now)) for group in self.groups
        )

    def _line(self, line: Line, before: Mapping[str, Value], now: Mapping[str, Value]) -> LineShown:
        bound = {name: self[gap.path] for name, gap in line.gaps.items()}
        errors = tuple(str(error) for each in bound.values() for error in each.errors)
        changes = () if errors else line.changes(before, now)
        drawn = {name: _drawn(line.gaps[name], each, before, now) for name, each in bound.items()}
        units = tuple(
            (key_of(line.gaps[name].path), _unit(line.gaps[name], each.value())) for name, each in bound.items() if line.gaps[name].unit
        )
        return LineShown(key_of(line.code), format_html(str(line.text), **drawn), str(line.about), errors, changes, units)

    def _periods(self, data: dict[str, Any]) -> None:
        for path, per in list(data.items()):
            if path.startswith("limits.") and path.endswith(".per") and per == PeriodKind.FISCAL_QUARTERS:
                count = path.removesuffix("per") + "count"
                if (data.get(count) or 0) > MOST_QUARTERS:
                    self.add_error(count, gettext("At most %(most)s quarters; for longer, count in days.") % {"most": MOST_QUARTERS})

    def _order_of_teams(self, data: dict[str, Any]) -> None:
        seen: set[str] = set()
        for path in [path for path in data if path.startswith("priority.")]:
            code = data[path]
            if code and code in seen:
                names = {key: str(label) for gap in gaps_in(self.groups) if gap.path == path for key, label in gap.choices}
                self.add_error(path, gettext("%(team)s stands in this order already.") % {"team": names.get(code, code)})
            seen.add(code)

    def _pairs(self, data: dict[str, Any]) -> None:
        for path in list(data):
            kind = path.rpartition(".")[0]
            if path.endswith(".at_once") and _more(data[path], data.get(f"{kind}.approach_most")):
                self.add_error(path, gettext("More at a time than in all: write a lower number."))
            if path.endswith(".notice_days_with_plan") and _more(data.get(f"{kind}.notice_days"), data[path]):
                self.add_error(path, gettext("With a plan it takes as long as without, or longer: write a higher number, or none."))
        if _more(data.get("owner_reminder_working_days"), data.get("owner_escalation_working_days")):
            self.add_error("owner_escalation_working_days", gettext("It is passed on before anybody was reminded: write a higher number."))


class PublishForm(forms.Form):
    """The last look: from when on, and why."""

    edition = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    starts_on = DayField(label=_("First day"), widget=DateInput())
    note = forms.CharField(
        label=_("Why"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("It stands beside the version, for whoever looks later."),
    )


class CallOffForm(forms.Form):
    """Why a version that is still to come shall not hold."""

    note = forms.CharField(label=_("Why"), max_length=2000, widget=forms.Textarea({"rows": 3}))


class ReplayForm(forms.Form):
    """Which numbers are replayed, and over which days."""

    of = forms.ChoiceField(label=_("Which numbers"))
    period = forms.ChoiceField(label=_("Over which days"), widget=Radios)
    first_on = DayField(label=_("From"), required=False, widget=DateInput)
    last_on = DayField(label=_("To, that day included"), required=False, widget=DateInput)

    def __init__(self, *args: Any, offered: Mapping[str, Any], now: InForce, **kwargs: Any) -> None:
        """Offer drafts, versions and what comes with Goodword in groups, and the quarters by their days."""
        super().__init__(*args, **kwargs)
        self._this = now.fiscal.quarter_of(now.today)
        self._last = now.fiscal.add_quarters(self._this, -1)
        self._today = now.today
        last, this = (
            {"first": day_words(each.start, today=now.today), "last": day_words(each.last_day, today=now.today)}
            for each in (self._last, self._this)
        )
        cast("forms.ChoiceField", self.fields["of"]).choices = [(title, list(each.items())) for title, each in offered.items() if each]
        cast("forms.ChoiceField", self.fields["period"]).choices = [
            (LAST_QUARTER, gettext("The last fiscal quarter, %(first)s to %(last)s") % last),
            (THIS_QUARTER, gettext("The running one, since %(first)s") % this),
            (DAYS, gettext("Other days")),
        ]

    def clean(self) -> dict[str, Any]:
        """Days that were named, in order, and begun."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("period") != DAYS or "first_on" not in cleaned or "last_on" not in cleaned:
            return cleaned
        first, last = cleaned["first_on"], cleaned["last_on"]
        for name, day in (("first_on", first), ("last_on", last)):
            if day is None:
                self.add_error(name, gettext("Choose a day."))
        if first and first > self._today:
            self.add_error("first_on", gettext("This day is still to come: only what was decided can be replayed."))
        elif first and last and last < first:
            self.add_error("last_on", gettext("This is before the first day."))
        return cleaned

    def days(self) -> tuple[date, date]:
        """The days `[from, to)` that were chosen."""
        chosen = self.cleaned_data["period"]
        if chosen == LAST_QUARTER:
            return self._last.start, self._last.end
        if chosen == THIS_QUARTER:
            return self._this.start, self._today + timedelta(days=1)
        return self.cleaned_data["first_on"], self.cleaned_data["last_on"] + timedelta(days=1)


def key_of(code: str) -> str:
    """Return a code as it may stand in an `id`."""
    return code.replace(".", "-")


def _more(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and one > other


def _field(gap: Gap) -> forms.Field:
    label = format_lazy("{label}", label=gap.label)
    if gap.many:
        return forms.MultipleChoiceField(label=label, choices=gap.choices, required=False, widget=Chips())
    if gap.choices:
        may_be_empty = any(not code for code, _label in gap.choices)
        return forms.ChoiceField(label=label, choices=gap.choices, required=not may_be_empty)
    widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "maxlength": 6})
    return forms.IntegerField(label=label, min_value=gap.least, max_value=gap.most, required=not gap.nothing, widget=widget)


def _value(gap: Gap, cleaned: Any) -> Value:
    if gap.many:
        return sorted(cleaned)
    value: Value = cleaned
    return value


def _drawn(gap: Gap, bound: BoundField, before: Mapping[str, Value], now: Mapping[str, Value]) -> SafeString:
    """Return the field as it stands in its sentence, with the word behind the number."""
    name, value = key_of(gap.path), bound.value()
    is_changed = not bound.errors and gap.value_in(before) != gap.value_in(now)
    if gap.many:
        return format_html('<fieldset class="gw-rule-many"><legend class="vh">{}</legend>{}</fieldset>', gap.label, bound.as_widget())
    today = before.get(gap.path)
    attrs: dict[str, Any] = {"id": f"gap-{name}", "aria-label": str(gap.label), "data-today": "" if today is None else str(today)}
    attrs["class"] = " ".join(word for word, on in (("c", is_changed), ("l", gap.is_number and gap.most > WIDE)) if on)
    if bound.errors:
        attrs |= {"aria-invalid": "true", "aria-describedby": f"wrong-{name}"}
    drawn: SafeString = bound.field.widget.render(bound.html_name, value, attrs, bound.form.renderer)
    if gap.unit is None:
        return drawn
    return format_html('{} <span id="unit-{}">{}</span>', drawn, name, _unit(gap, value))


def _unit(gap: Gap, value: Any) -> str:
    """The word behind a number as it is typed; what cannot be read counts as many."""
    text = str(value).strip()
    return gap.unit(int(text) if text.isascii() and text.isdigit() else MANY) if gap.unit else ""


def _note(group: Group, values: Mapping[str, Value]) -> str:
    """What a folded kind of request says in short: how far ahead, and how many customers at most."""
    at = f"kinds.{group.code.removeprefix('kind.')}"
    if f"{at}.notice_days" not in values:
        return ""
    gaps = {gap.path: gap for gap in gaps_in((group,))}
    words = [
        gettext("%(days)s ahead") % {"days": gaps[f"{at}.notice_days"].words(values[f"{at}.notice_days"])}
        if values[f"{at}.notice_days"]
        else "",
        gettext("at most %(customers)s") % {"customers": gaps[f"{at}.approach_most"].words(values[f"{at}.approach_most"])}
        if values[f"{at}.approach_most"]
        else "",
    ]
    return gettext(", ").join(filter(None, words))
