"""How every form is drawn: the renderer and bound field of the house, and its few own widgets.

`FORM_RENDERER` makes this the rule for all forms, allauth's included. A field is `{{ form.x.as_field_group }}` or
`<c-field :field="form.x" />`: label, control, hint, and the error beside it with an icon; what was typed is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy

from goodword.kernel.text import one_line, web_address

# What a form says of itself when it has no words of its own, by the code of the error: what is missing, or how it is written.
PLAIN_WORDS = {
    "invalid_choice": gettext_lazy("Choose one of those that are offered."),
    "invalid_list": gettext_lazy("Choose among those that are offered."),
    "min_value": gettext_lazy("It must be %(limit_value)s or more."),
    "max_value": gettext_lazy("It must be %(limit_value)s or less."),
    "max_length": gettext_lazy("Too long: %(show_value)d letters, and there is room for %(limit_value)d."),
    "min_length": gettext_lazy("Too short: it needs at least %(limit_value)d letters."),
    "empty": gettext_lazy("The file is empty. Choose another one."),
    "missing": gettext_lazy("Choose a file."),
}
# The first kind of field that fits says how it is written.
WRITTEN_LIKE: tuple[tuple[type[forms.Field], Any], ...] = (
    (forms.EmailField, gettext_lazy("Write a mail address like name@example.com.")),
    (forms.DateTimeField, gettext_lazy("Choose a day and a time.")),
    (forms.DateField, gettext_lazy("Choose a day that exists.")),
    (forms.IntegerField, gettext_lazy("Write a number, in digits.")),
    (forms.FileField, gettext_lazy("Choose a file.")),
)


def speak_plainly(field: forms.Field, label: Any) -> None:
    """Let a field say what is missing in our words, where nobody gave it words of its own."""
    ours: dict[str, Any] = {**PLAIN_WORDS, "required": _missing(field, label)}
    written = next((words for kind, words in WRITTEN_LIKE if isinstance(field, kind)), None)
    if written is not None:
        ours["invalid"] = written
    defaults: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        defaults.update(getattr(kind, "default_error_messages", {}))
    for code, words in ours.items():
        if code == "max_length" and isinstance(field, forms.FileField):
            continue  # counts the name of the file, with other figures
        if field.error_messages.get(code) is defaults.get(code):
            field.error_messages[code] = words


def _missing(field: forms.Field, label: Any) -> Any:
    if isinstance(field, forms.BooleanField):
        return gettext_lazy("Tick this to go on.")
    if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        return gettext_lazy("Choose at least one.")
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return gettext_lazy("Choose one.")
    if isinstance(field, forms.DateField | forms.DateTimeField):
        return gettext_lazy("Choose a day.")
    if isinstance(field, forms.FileField):
        return gettext_lazy("Choose a file.")
    return format_lazy(gettext_lazy("“{label}” is still empty."), label=label)


class TablerBoundField(BoundField):
    """A field that dresses its own widget: the classes of Tabler, red when there is an error."""

    is_drawn = False

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        """Take over the field, and see that it speaks plainly before it is checked."""
        super().__init__(form, field, name)
        speak_plainly(field, self.label)

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

    def as_field_group(self) -> SafeString:
        """Draw the field with its errors, and note that it was drawn."""
        self.is_drawn = True
        drawn: SafeString = super().as_field_group()
        return drawn

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
        """Tell whether the field may stay empty and should say so: not where a form as a whole may be left half filled."""
        if getattr(self.form, "is_half_filled", False):
            return False
        return not self.field.required and not self.is_check and "aria-required" not in self.field.widget.attrs


def leftover_errors(form: forms.BaseForm) -> list[str]:
    """What is wrong and stands nowhere in a form drawn field by field: of the whole form, and of fields not drawn or hidden."""
    left = [str(error) for error in form.non_field_errors()]
    for field in form:
        if field.errors and (field.is_hidden or not getattr(field, "is_drawn", False)):
            left += [gettext("%(label)s: %(error)s") % {"label": field.label, "error": error} for error in field.errors]
    return left


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

    def __init__(self, attrs: dict[str, Any] | None = None, *, nothing: Any = None, is_all: bool = False) -> None:
        """Take the word for nothing chosen, when that does not mean any; `is_all` where everything chosen holds, not any of it."""
        super().__init__(attrs)
        self.nothing, self.between = nothing, gettext_lazy(" and ") if is_all else gettext_lazy(" or ")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Say what is chosen."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        chosen = [each["label"] for _group, options, _index in context["widget"]["optgroups"] for each in options if each["selected"]]
        context["widget"]["nothing"] = self.nothing
        context["widget"]["chosen"] = str(self.between).join(str(label) for label in chosen)
        return context


class DateInput(forms.DateInput):
    """A day, picked or typed; always sent as 2026-11-24."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Show the day in the one form that browsers read."""
        super().__init__(attrs, "%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """A day and a time of day in the reader's time zone, to the minute."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Show the moment in the one form that browsers read."""
        super().__init__(attrs, "%Y-%m-%dT%H:%M")


class Switch(forms.CheckboxInput):
    """Yes or no, as a switch."""

    def __init__(self, attrs: dict[str, Any] | None = None, **kwargs: Any) -> None:
        """Say to screen readers that this is a switch."""
        super().__init__({"role": "switch", **(attrs or {})}, **kwargs)


class OvertakenForm(forms.Form):
    """A form that knows what its reader saw: where somebody else has changed the same field since, it asks before it writes over that."""

    def clean(self) -> dict[str, Any]:
        """Say what stands in a field now; pressed again, the form goes through."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name in self.changed_data:
            bound = self[name]
            if bound.field.show_hidden_initial and bound.html_initial_name in self.data:
                self._compare(name, str(self.data.get(bound.html_initial_name) or ""))
        return data

    def _compare(self, name: str, seen: str) -> None:
        bound = self[name]
        stands = bound.field.prepare_value(self.get_initial_for_field(bound.field, name))
        if str(stands or "") == seen or not bound.field.has_changed(stands, bound.data):
            return
        changed: Any = copy(self.data)  # a second press has seen it
        changed[bound.html_initial_name] = str(stands or "")
        self.data = changed
        choices = dict(getattr(bound.field, "choices", ()))
        said = str(next((label for key, label in choices.items() if str(key) == str(stands)), stands)) if stands else gettext("nothing")
        words = gettext("Somebody has changed this to “%(value)s” in the meantime. Save again if yours is to stand.")
        self.add_error(name, words % {"value": said})


def begin_in(form: forms.BaseForm) -> None:
    """Let a form that opens in place take the focus: in the first field that is wrong, else in its first."""
    fields = form.visible_fields()
    first = next((field for field in fields if field.errors), fields[0] if fields else None)
    if first is not None:
        first.field.widget.attrs["autofocus"] = True


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
