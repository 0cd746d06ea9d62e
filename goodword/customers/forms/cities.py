"""The field of a city: plain text, with cities offered as one types, and a word beside it about one that nobody knows."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.html import conditional_escape, format_html

from goodword.customers.queries.city_words import city_note


def offer_cities(form: forms.BaseForm, *, city: str, state: str = "", country: str) -> None:
    """Offer cities in a field of a form; the one that is chosen fills in the others. What is typed is kept, known or not."""
    field = form.fields.get(city)
    if field is None:
        return
    plain = str(field.help_text)
    names = {"data-plain": plain, "data-country": form.add_prefix(country), "data-area": form.add_prefix(state) if state else ""}
    field.widget.attrs.update({"data-cities": reverse_lazy("customers:cities"), "autocomplete": "off", **names})
    note = city_note(city=_value(form, city), state=_value(form, state), country=_value(form, country))
    if note:
        field.help_text = format_html("{} {}", plain, note) if plain else conditional_escape(note)


def _value(form: forms.BaseForm, name: str) -> str:
    field = form.fields.get(name)
    if field is None:
        return ""  # a bound field would keep the hint that it found
    value: Any = form.data.get(form.add_prefix(name)) if form.is_bound else form.get_initial_for_field(field, name)
    return value if isinstance(value, str) else ""
