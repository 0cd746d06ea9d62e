"""How every form is drawn: the renderer and bound field of the house, and its few own widgets.

`FORM_RENDERER` makes this the rule for all forms, allauth's included. A field is `{{ form.x.as_field_group }}` or
`<c-field :field="form.x" />`: label, control, hint, and the error beside it with an icon; what was typed is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext

from goodword.kernel.text import one_line, web_address


class TablerBoundField(BoundField):
    """A field that dresses its own widget: the classes of Tabler, red when there is an error."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Add the classes of the control, and keep those that the form asked for."""
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        control = widget or self.field.widget
        kind = _kind(control)
        classes = [kind, str(control.attrs.get("class", "")), str(built.get("class", ""))]
        if self.errors and kind:
            classes.append("is-invalid")
        wanted = " ".join(dict.fromkeys(" ".join(classes).split()))
        if wanted:
            built["class"] = wanted
        return built

    @property
    def is_group(self) -> bool:
        """Tell whether the control is several inputs, which need a legend instead of a label."""
        return isinstance(self.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)

    @property
    def is_check(self) -> bool:
        """Tell whether the control is one checkbox, whose label stands behind it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def is_optional(self) -> bool:
        """Tell whether the field may stay empty and should say so."""
        return not self.field.required and not self.is_check


def _kind(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple | forms.HiddenInput):
        return ""
    if isinstance(widget, forms.Select):
        return "form-select"
    return "form-control"


class TablerRenderer(TemplatesSetting):
    """The renderer of every form."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    bound_field_class = TablerBoundField


class OneLine(forms.CharField):
    """A name or a title. A browser sends one line; whatever else comes is made one."""

    def to_python(self, value: Any) -> str | None:
        """Clean it before it is measured."""
        text: str | None = super().to_python(value)
        return one_line(text) if text else text


class WebAddress(OneLine):
    """An address of the web; one of another kind could run something when it is opened."""

    def clean(self, value: Any) -> str:
        """Give it its `https://`, or say how one is written."""
        text: str = super().clean(value)
        found = web_address(text)
        if text and not found:
            raise forms.ValidationError(gettext("Write it like https://www.example.com."))
        return found


class Choices(forms.RadioSelect):
    """A few large choices to pick one from; `hints` and `icons` are by value."""

    template_name = "forms/choices.html"

    def __init__(
        self,
        *args: Any,
        hints: dict[str, Any] | None = None,
        icons: dict[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        """Keep the second line and the icon of each choice."""
        super().__init__(*args, **kwargs)
        self.hints = hints or {}
        self.icons = icons or {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Hand hint and icon to the template."""
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(str(value), "")
        option["icon"] = self.icons.get(str(value), "")
        return option


class Radios(forms.RadioSelect):
    """A few plain choices, one under the other."""

    template_name = "forms/radios.html"


class Chips(forms.CheckboxSelectMultiple):
    """Any number of small choices, side by side."""

    template_name = "forms/chips.html"


class Picks(forms.CheckboxSelectMultiple):
    """Any number of many choices, folded into one line that says what was chosen: "Insurance or banking"."""

    template_name = "forms/picks.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, nothing: Any = None) -> None:
        """Take the word for nothing chosen, when that does not mean any."""
        super().__init__(attrs)
        self.nothing = nothing

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Say what is chosen."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        chosen = [each["label"] for _group, options, _index in context["widget"]["optgroups"] for each in options if each["selected"]]
        context["widget"]["nothing"] = self.nothing
        context["widget"]["chosen"] = gettext(" or ").join(str(label) for label in chosen)
        return context


class DateInput(forms.DateInput):
    """A day, picked or typed; always sent as 2026-11-24."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None, format: str | None = None) -> None:  # noqa: A002 - Django's name
        """Show the day in the one form that browsers read."""
        super().__init__(attrs, format or "%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """A day and a time of day in the reader's time zone, to the minute."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None, format: str | None = None) -> None:  # noqa: A002 - Django's name
        """Show the moment in the one form that browsers read."""
        super().__init__(attrs, format or "%Y-%m-%dT%H:%M")


class Switch(forms.CheckboxInput):
    """Yes or no, as a switch."""

    def __init__(self, attrs: dict[str, Any] | None = None, **kwargs: Any) -> None:
        """Say to screen readers that this is a switch."""
        super().__init__({"role": "switch", **(attrs or {})}, **kwargs)


def offer(form: forms.BaseForm, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Give a field of choices what one may choose from this time."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        message = f"{name} is no field of choices"
        raise TypeError(message)
    field.choices = list(choices)


def offer_rows(form: forms.BaseForm, name: str, rows: QuerySet[Any]) -> None:
    """Give a field that chooses a row the rows that one may choose from."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        message = f"{name} is no field of rows"
        raise TypeError(message)
    field.queryset = rows
