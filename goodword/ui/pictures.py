"""Pictures that people upload: known by their content, made anew so that nothing else travels in them."""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from goodword.kernel.refusal import Refused, refuse

LARGEST_FILE: Final = 2 * 1024 * 1024
LONGEST_SIDE: Final = 4000
# What a logo is kept as: sharp at twice the height at which it is shown.
KEPT_AS: Final = (800, 160)
READ: Final = ("PNG", "JPEG", "WEBP")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept: its bytes, what they are, and a name that changes with them."""

    content: bytes
    content_type: str
    name: str


def read_logo(content: bytes) -> Picture | Refused:
    """A logo of an uploaded file, small and without anything that stood beside the picture; or why it cannot be one, in words."""
    if len(content) > LARGEST_FILE:
        return refuse("large", _("This file is larger than 2 MB. Save a smaller one."))
    if content.lstrip()[:1] == b"<":
        return refuse("svg", _("An SVG file can hold a program, so it is not taken. Save the logo as PNG, JPEG or WebP."))
    try:
        with Image.open(BytesIO(content), formats=READ) as opened:
            if max(opened.size) > LONGEST_SIDE:  # before a single pixel is unpacked
                words = _("This picture is %(width)s × %(height)s pixels. Save one of at most %(most)s on each side.")
                return refuse("wide", words % {"width": opened.width, "height": opened.height, "most": LONGEST_SIDE})
            opened.load()
            return _made_anew(opened)
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, Image.DecompressionBombError):
        return refuse("unreadable", _("This is not a picture that can be read. Choose a PNG, JPEG or WebP file."))


def _made_anew(opened: Image.Image) -> Picture:
    seen = ImageOps.exif_transpose(opened)
    picture = seen.convert("RGBA" if seen.has_transparency_data else "RGB")
    picture.thumbnail(KEPT_AS, Image.Resampling.LANCZOS)
    kept, is_photo = BytesIO(), opened.format == "JPEG"
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    clean.save(kept, "JPEG" if is_photo else "PNG", optimize=True, **({"quality": 90} if is_photo else {}))
    digest = hashlib.sha256(kept.getvalue()).hexdigest()[:16]
    ending, content_type = ("jpg", "image/jpeg") if is_photo else ("png", "image/png")
    return Picture(kept.getvalue(), content_type, f"{digest}-{clean.width}x{clean.height}.{ending}")
