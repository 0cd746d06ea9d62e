"""The icons of the product: an allow-list of Tabler's outline icons, and the reader that inlines one.

`python -m goodword.ui.assets` copies exactly these into `static/vendor/icons`; a name that is not here is refused,
so a missing picture is found by the first test that draws the page.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

VENDOR: Final = Path(__file__).parent / "static" / "vendor"

NAMES: Final = frozenset(
    """
    adjustments-horizontal affiliate alert-circle alert-triangle arrow-back-up arrow-left arrow-right arrows-exchange
    bell book bookmark briefcase building building-bank bulb calendar calendar-event calendar-off calendar-plus
    calendar-stats chart-bar check chevron-down chevron-left chevron-right circle circle-check circle-dashed circle-x
    clipboard-list clock columns copy database-import device-desktop device-laptop dots download external-link eye
    eye-off file-import file-text filter fingerprint flag gavel git-compare hand-stop heart-handshake help-circle
    history home hourglass id-badge-2 inbox info-circle key layout-kanban list-check lock lock-open logout mail
    mail-forward mail-opened mail-x map-pin menu-2 message message-question microphone microphone-2 mood-smile moon
    news note notes paperclip pencil phone photo plane player-pause player-stop plus presentation quote refresh report-money
    report-search rotate-clockwise route scale screen-share search send settings share shield-lock sort-ascending
    sort-descending square star stars sun tag target thumb-down thumb-up trash upload user user-off user-plus
    user-share users video world x
    """.split()
)

_PATHS = re.compile(r"<svg[^>]*>(?P<inner>.*)</svg>", re.DOTALL)
_INVISIBLE = re.compile(r"""<path\s+stroke="none"\s+d="M0 0h24v24H0z"[^>]*/>""")
# Two lines that are drawn alike are one with two beginnings: a tenth of what the icons of a page weigh.
_NEXT = re.compile(r"""(?<=<path d=")(?P<first>[^"]*)"\s*/>\s*<path d="(?=M[^"]*"\s*/>)""")


class UnknownIconError(LookupError):
    """An icon that is not on the allow-list was asked for."""


@cache
def paths(name: str) -> str:
    """Return the inner shapes of an icon, read once; empty when the assets were not copied yet."""
    if name not in NAMES:
        message = f"icon {name!r} is not in goodword/ui/icons.py"
        raise UnknownIconError(message)
    try:
        text = (VENDOR / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    found = _PATHS.search(text)
    inner = _INVISIBLE.sub("", found["inner"]) if found else ""
    merged = 1
    while merged:
        inner, merged = _NEXT.subn(r"\g<first> ", inner)
    return " ".join(inner.split())
