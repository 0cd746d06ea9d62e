"""The smallest pieces, drawn without a template of their own: a list draws hundreds of them."""

from __future__ import annotations

import html
from collections.abc import Callable
from functools import lru_cache
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
        '<span class="{}" aria-hidden="true"{}>{}</span>',
        " ".join(filter(None, ("gw-av", tone(key) or tone(name), "sq" if square else "", size))),
        format_html(' lang="{}"', language) if language else NOTHING,
        initials(name, "company" if square else "person"),
    )


@register.simple_tag
def badge(piece: Badge) -> SafeString:
    """Draw a state in plain words."""
    hint = f' title="{escape(piece.hint)}"' if piece.hint else ""
    return _safe(f'<span class="gw-badge {piece.tone}"{hint}>{escape(piece.word)}</span>')


@register.simple_tag
def person(piece: Person, size: str = "s") -> SafeString:
    """Draw somebody: initials, the name, and what else is known."""
    return _person(piece, size)


@lru_cache(maxsize=1024)
def _person(piece: Person, size: str) -> SafeString:
    """The same few people own all the rows of a list."""
    name = named(piece.name)
    return format_html(
        '<span class="gw-who">{}<span>{}{}</span></span>',
        avatar(piece.name, piece.id, size),
        format_html('<a href="{}">{}</a>', piece.url, name) if piece.url else name,
        format_html(' <span class="quiet">{}</span>', piece.note) if piece.note else NOTHING,
    )


def link(piece: Link) -> SafeString:
    """Draw where a row leads, with its quiet second line."""
    note = f"<small>{named(piece.note)}</small>" if piece.note else ""
    return _safe(f'<a class="t" href="{escape(piece.url)}">{named(piece.text)}</a>{note}')


def escape(text: object) -> str:
    """Escape a text; Django's own asks each time whether it is a promise, which a thousand times a page is too often."""
    return html.escape(str(text))


def _safe(text: str) -> SafeString:
    return mark_safe(text)  # noqa: S308 - every part above is escaped or ours


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
