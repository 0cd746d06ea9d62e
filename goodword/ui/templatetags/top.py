"""The top bar, the same on every page of one reader: drawn once for them, and kept.

What differs from page to page is put in where its mark stands: the token of the forms, and the address to come back to.
"""

from __future__ import annotations

import html
import re
import secrets
from functools import cache
from typing import Any, Final

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from goodword.ui import icons, navigation
from goodword.ui.templatetags.goodword import theme

register = template.Library()
# How many readers' bars one process keeps, at ten kilobytes each.
MOST_KEPT: Final = 200
# Icons that stand more than once below the bar, on many pages.
BELOW: Final = ("plus", "dots", "x", "alert-circle", "clock", "calendar")
# Nobody can write these into their name.
_TOKEN: Final = f"token-{secrets.token_hex(16)}"
_HERE: Final = f"here-{secrets.token_hex(16)}"
_SIGN: Final = re.compile(r'href="#gw-i-([a-z0-9-]+)"')
_kept: dict[tuple[Any, ...], str] = {}


@register.simple_tag(takes_context=True)
def top(context: Context) -> SafeString:
    """Draw the top bar of this reader on this page."""
    request: HttpRequest | None = context.get("request")
    here = request.get_full_path() if request else "/"
    drawn = _kept_bar(context, request).replace(_TOKEN, html.escape(str(context.get("csrf_token", "")))).replace(_HERE, html.escape(here))
    return mark_safe(drawn)  # noqa: S308 - a template of ours; what is put in is escaped


@register.simple_tag
def sign(name: str, css: str = "") -> SafeString:
    """Draw an icon that stands on a page more than once: its shape is written once, above the top bar."""
    return _sign(name, css)


@cache
def _sign(name: str, css: str) -> SafeString:
    css = f"icon {css}" if css else "icon"
    return format_html('<svg class="{}" aria-hidden="true"><use href="#gw-i-{}" /></svg>', css, name)


def _kept_bar(context: Context, request: HttpRequest | None) -> str:
    user, nav = getattr(request, "user", None), navigation.menu_for(request)
    links = tuple((link.url, link.current) for links in (nav.main, nav.more, nav.own) for link in links)
    key = (get_language(), theme(context), links, nav.search_url, getattr(user, "pk", None), str(user), getattr(user, "email", ""))
    found = _kept.get(key)
    if found is None or settings.DEBUG:
        found = _bar(request)
        if len(_kept) >= MOST_KEPT:
            _kept.clear()  # all at once: other threads read and write here too
        _kept[key] = found
    return found


def _bar(request: HttpRequest | None) -> str:
    written = get_template("ui/top.html").template.render(  # type: ignore[attr-defined]  # Django's own engine
        Context({"request": request, "csrf_token": _TOKEN, "here": _HERE})
    )
    return f"{_shapes(written)}{written}"


def _shapes(written: str) -> str:
    symbols = "".join(
        f'<symbol id="gw-i-{name}" viewBox="0 0 24 24">'
        f"{icons.paths(name)}</symbol>"
        for name in dict.fromkeys((*_SIGN.findall(written), *BELOW))
    )
    return f'<svg class="vh" width="0" height="0" aria-hidden="true" focusable="false">{symbols}</svg>'
