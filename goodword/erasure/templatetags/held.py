"""A value of what we have on somebody, as people read it."""

from typing import Any

from django import template

from goodword.erasure.actions import words_of

register = template.Library()


@register.filter
def held(value: Any) -> str:
    """Yes and no, days and times, lists: in words."""
    return words_of(value)
