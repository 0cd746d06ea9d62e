"""The smallest pieces, drawn without a template of their own: a list draws hundreds of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from goodword.ui.pieces import Badge, Person
from goodword.ui.tables import Link
from goodword.ui.templatetags.goodword import ago, column_day, figure, initials, lang_of, moment, money, named, tone

register = template.Library()
NOTHING = mark_safe("")


@register.simple_tag
def avatar(name: object, key: object = "", size: str = "", square: object = "") -> SafeString:
    """Draw somebody's initials; their tone is always the same for the same key."""
    language = lang_of(name)
    return format_html(
        '<span class="gw-av {} {} {}" aria-hidden="true"{}>{}</span>',
        tone(key) or tone(name),
        "sq" if square else "",
        size,
        format_html(' lang="{}"', language) if language else NOTHING,
        initials(name, "company" if square else "person"),
    )


@register.simple_tag
def badge(piece: Badge) -> SafeString:
    """Draw a state in plain words."""
    hint = format_html(' title="{}"', piece.hint) if piece.hint else NOTHING
    return format_html('<span class="gw-badge {}"{}>{}</span>', piece.tone, hint, piece.word)


@register.simple_tag
def person(piece: Person, size: str = "s") -> SafeString:
    """Draw somebody: initials, the name, and what else is known."""
    name = named(piece.name)
    return format_html(
        '<span class="gw-who">{}<span>{}{}</span></span>',
        avatar(piece.name, piece.id, size),
        format_html('<a href="{}">{}</a>', piece.url, name) if piece.url else name,
        format_html(' <span class="quiet">{}</span>', piece.note) if piece.note else NOTHING,
    )


def link(piece: Link) -> SafeString:
    """Draw where a row leads, with its quiet second line."""
    note = format_html('<span class="small quiet blk">{}</span>', named(piece.note)) if piece.note else NOTHING
    return format_html('<a class="t" href="{}">{}</a>{}', piece.url, named(piece.text), note)


# The small kinds of cells (lines.py); the larger ones are components (templates/cotton/cell.html).
DRAWN: dict[str, Callable[[Any], str]] = {
    "text": named,
    "link": link,
    "day": column_day,
    "moment": moment,
    "ago": ago,
    "number": figure,
    "money": lambda value: money(*value),
    "badge": badge,
    "person": person,
}

