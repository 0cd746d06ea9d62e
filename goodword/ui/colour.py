"""A company's own colour, made readable: darkened for light pages, lightened for dark ones, 4.5:1 at the least."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

ENOUGH: Final = 4.5
_LINEAR_BELOW: Final = 0.04045
DEFAULT: Final = "#0b605c"
_HEX = re.compile(r"^#?([0-9a-fA-F]{6})$")
_BLACK: Final = (0, 0, 0)
_WHITE: Final = (255, 255, 255)
SURFACE_DARK: Final = (22, 29, 28)

Rgb = tuple[int, int, int]


def parse(text: str) -> Rgb | None:
    """Read `#3b3a8c` or `3b3a8c`; nothing when it is not a colour."""
    found = _HEX.match(text.strip())
    if found is None:
        return None
    digits = found[1]
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def hexed(colour: Rgb) -> str:
    """Write a colour as `#3b3a8c`."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def luminance(colour: Rgb) -> float:
    """Return the relative luminance as WCAG 2 defines it."""

    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= _LINEAR_BELOW else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(c) for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(one: Rgb, other: Rgb, share: float) -> Rgb:
    """Return the first colour with a share of the second stirred in."""
    red, green, blue = (
        round(a + (b - a) * share) for a, b in zip(one, other, strict=True)
    )
    return red, green, blue


def readable(colour: Rgb, on: Rgb, towards: Rgb, *, enough: float = ENOUGH) -> Rgb:
    """Return the colour moved towards another, in steps of 2 %, until it can be read on a ground."""
    for step in range(51):
        moved = mixed(colour, towards, step / 50)
        if contrast(moved, on) >= enough:
            return moved
    return towards


def _lightest_fill(colour: Rgb) -> Rgb:
    """Return the colour as light as white text on it allows, so that a button stands out from a dark page."""
    for step in range(30, 0, -1):
        moved = mixed(colour, _WHITE, step / 100)
        if contrast(moved, _WHITE) >= ENOUGH:
            return moved
    return readable(colour, _WHITE, _BLACK)


@dataclass(frozen=True, slots=True)
class Brand:
    """A company's colour in the roles the customer's page needs, each for light and for dark."""

    accent: tuple[str, str]
    strong: tuple[str, str]
    soft: tuple[str, str]
    fill: tuple[str, str]


def brand(text: str) -> Brand:
    """Return readable roles for a company's colour; for something that is no colour, those of our own."""
    own = parse(text) or parse(DEFAULT) or _BLACK
    soft_light, soft_dark = mixed(own, _WHITE, 0.9), mixed(own, SURFACE_DARK, 0.72)
    accent_light = readable(own, soft_light, _BLACK)
    accent_dark = readable(mixed(own, _WHITE, 0.3), soft_dark, _WHITE, enough=5.5)
    return Brand(
        accent=(hexed(accent_light), hexed(accent_dark)),
        strong=(
            hexed(readable(mixed(own, _BLACK, 0.25), soft_light, _BLACK, enough=7)),
            hexed(readable(mixed(own, _WHITE, 0.5), soft_dark, _WHITE, enough=7)),
        ),
        soft=(hexed(soft_light), hexed(soft_dark)),
        fill=(hexed(readable(own, _WHITE, _BLACK)), hexed(_lightest_fill(own))),
    )


def stylesheet(text: str) -> str:
    """Return the small stylesheet of a company's colour for the customer's page; it contains nothing but colours."""
    roles = brand(text)
    lines = [
        f"  --gw-{name}: light-dark({light}, {dark});"
        for name, (light, dark) in {
            "accent": roles.accent,
            "accent-strong": roles.strong,
            "accent-soft": roles.soft,
            "fill": roles.fill,
        }.items()
    ]
    return ".gw-guest {\n" + "\n".join(lines) + "\n}\n"
