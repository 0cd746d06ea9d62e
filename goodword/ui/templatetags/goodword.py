"""Tags and filters of the house: dates in words, names, figures, icons. A page is the edge, so the clock is read here."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from django import template
from django.forms import BaseForm
from django.http import HttpRequest
from django.template import Context
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from goodword.kernel import clock
from goodword.ui import dates, icons, names, navigation
from goodword.ui.dates import DueWords, local_day
from goodword.ui.forms import leftover_errors
from goodword.ui.pieces import Person

register = template.Library()

Day = date | datetime
THEMES = ("light", "dark", "auto")


def _today() -> date:
    return timezone.localtime(clock.now()).date()


def _bare(name: object) -> str:
    """Return a text without the escapes that an attribute like `name="{{ x }}"` has added."""
    return html.unescape(name) if isinstance(name, SafeString) else str(name)


def _time_element(value: Day, words: str) -> SafeString:
    return format_html(
        '<time class="nowrap" datetime="{}" title="{}">{}</time>',
        value.isoformat(),
        dates.exact_words(value),
        words,
    )


@register.simple_tag
def leftovers(form: BaseForm) -> list[str]:
    """What is wrong in a form and stands beside none of the fields that were drawn before this."""
    return leftover_errors(form)


@register.simple_tag
def icon(name: str, css: str = "", label: str = "") -> SafeString:
    """Draw an icon; silent for screen readers unless it has a label."""
    return _labelled(name, css, label) if label else _silent(name, css)


@cache
def _silent(name: str, css: str) -> SafeString:
    return _drawn(name, css, mark_safe('aria-hidden="true"'))


def _labelled(name: str, css: str, label: str) -> SafeString:
    return _drawn(name, css, format_html('role="img" aria-label="{}"', label))


def _drawn(name: str, css: str, said: SafeString) -> SafeString:
    return format_html(
        '<svg class="icon{}{}" viewBox="0 0 24 24" width="18" height="18" fill="none" stroke="currentColor"'
        ' stroke-linecap="round" stroke-linejoin="round" {}>{}</svg>',
        " " if css else "",
        css,
        said,
        mark_safe(icons.paths(name)),  # noqa: S308 - a file of ours
    )


@register.filter
def day(value: Day | None) -> SafeString | str:
    """Say a day, with the exact time on hover."""
    return _time_element(value, dates.day_words(value, today=_today())) if value else ""


@register.filter
def column_day(value: Day | None) -> SafeString | str:
    """Say a day in a column of days, where all other years look alike."""
    return _time_element(value, dates.column_day_words(value, today=_today())) if value else ""


def column_day_of() -> Callable[[Day], SafeString | str]:
    """Return what draws the days of a column; what day it is, and in which language, is asked once for all of them."""
    today, language = _today(), get_language()

    def draw(value: Day) -> SafeString | str:
        return column_day(value) if isinstance(value, datetime) else _drawn_day(value, today, language)

    return draw


@lru_cache(maxsize=4096)
def _drawn_day(value: date, today: date, _language: str | None) -> SafeString:
    """A cell of days is unbreakable as a whole, so its element need not say so."""
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', value.isoformat(), dates.exact_words(value), dates.column_day_words(value, today=today)
    )


@register.filter
def day_words(value: Day | None) -> str:
    """Say a day as plain text, for attributes and sentences."""
    return dates.day_words(value, today=_today()) if value else ""


@register.filter
def month_words(value: Day | None) -> str:
    """Say a month and its year as plain text."""
    return dates.month_words(value) if value else ""


@register.filter
def moment(value: Day | None) -> SafeString | str:
    """Say a moment ("today, 09:04"), with the exact time on hover."""
    return _time_element(value, dates.moment_words(value, today=_today())) if value else ""


@register.filter
def clock_time(value: datetime | None) -> str:
    """Say the time of day."""
    return dates.time_words(value) if value else ""


@register.filter
def ago(value: Day | None) -> SafeString | str:
    """Say how long ago something was, with the exact time on hover."""
    return _time_element(value, dates.ago_words(value, at=clock.now())) if value else ""


@register.filter
def countdown(value: Day | None) -> str:
    """Say how far a deadline is."""
    return dates.countdown_words(value, today=_today()) if value else ""


@register.filter
def due(value: Day) -> DueWords:
    """Return a deadline in words with its tone."""
    return dates.due_words(value, at=clock.now())


@register.filter
def exact(value: Day) -> str:
    """Say a day or moment in full."""
    return dates.exact_words(value)


@register.filter
def is_past(value: Day | None) -> bool:
    """Tell whether a day lies before today."""
    return value is not None and local_day(value) < _today()


@register.filter
def named(name: object) -> SafeString:
    """Write a name, or a sentence with names in it; what is in Japanese, Korean, Arabic or Hebrew carries its language."""
    text = str(name)
    if type(text) is str and text.isascii():  # most are
        return mark_safe(html.escape(text))  # noqa: S308 - just escaped
    if not names.lang_of(text) or (isinstance(text, SafeString) and "<" in text):
        return conditional_escape(text)
    safe = isinstance(text, SafeString)
    return mark_safe("".join(_piece(piece, lang, safe=safe) for piece, lang in names.runs(text)))  # noqa: S308 - each is escaped


def _piece(text: str, lang: str, *, safe: bool) -> str:
    written = text if safe else conditional_escape(text)
    if not lang:
        return written
    element = "bdi" if lang in names.RIGHT_TO_LEFT else "span"
    return f'<{element} lang="{lang}">{written}</{element}>'


@register.filter
def lang_of(name: object) -> str:
    """Return the language a name must carry, or nothing."""
    return names.lang_of(str(name))


@register.filter
def initials(name: object, kind: str = "person") -> str:
    """Return the initials of a person, or with `"company"` of a company."""
    return names.initials(_bare(name), company=kind == "company")


@register.filter
def tone(key: object) -> str:
    """Return the tone of somebody's initials."""
    return names.tone(_bare(key))


@register.simple_tag
def money(amount: Decimal | float | None, currency: str = "") -> str:
    """Write an amount with its currency: "420,000 EUR"."""
    if amount is None:
        return ""
    written = number_format(Decimal(str(amount)).quantize(Decimal(1)), force_grouping=True)
    return f"{written}{dates.NO_BREAK}{currency}" if currency else written


@register.filter
def figure(value: float | None) -> str:
    """Write a number with its thousands grouped."""
    return "" if value is None else number_format(value, force_grouping=True)


@register.filter
def percent(share: float | None) -> str:
    """Write a share from 0 to 1 as a percentage."""
    return "" if share is None else f"{round(share * 100)}{dates.NO_BREAK}%"


@register.filter
def segments(done: int, of: int) -> list[bool]:
    """Return the segments of a meter: true for each used place, at most forty."""
    return [index < done for index in range(min(max(of, 1, done), 40))]


@register.filter
def part_of(done: float, of: float) -> str:
    """Return how much of the whole is done, as an SVG width."""
    share = min(max(done / of, 0), 1) if of else 0
    return f"{round(share * 100, 2):g}%"


@register.filter
def item(mapping: Mapping[Any, Any], key: object) -> Any:
    """Look something up by a key that is a variable."""
    return mapping.get(key, "")


@register.filter
def as_person(user: Any) -> Person:
    """Return somebody's name and key as the piece that `c-person` takes."""
    if isinstance(user, Person):
        return user
    return Person(name=str(user), id=getattr(user, "pk", "") or "")


@register.simple_tag(takes_context=True)
def theme(context: Context) -> str:
    """Return the reader's choice: `light`, `dark` or `auto`."""
    request: HttpRequest | None = context.get("request")
    chosen = request.COOKIES.get("goodword_theme", "auto") if request else "auto"
    return chosen if chosen in THEMES else "auto"


@register.simple_tag(takes_context=True)
def menu(context: Context) -> navigation.Menu:
    """Return the pages that the reader may open, for the top bar."""
    return navigation.menu_for(context.get("request"))


@register.simple_tag
def themes() -> list[tuple[str, str, str]]:
    """Return the three choices of light and dark: code, icon, word."""
    return [
        ("light", "sun", _("Light")),
        ("dark", "moon", _("Dark")),
        ("auto", "device-desktop", _("Like my system")),
    ]
