"""Pictures that people upload: known by their content, made anew so that nothing else travels in them."""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any, Final

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, ImageSequence

from goodword.kernel.refusal import Refused, refuse

LARGEST_FILE: Final = 2 * 1024 * 1024
LONGEST_SIDE: Final = 4000
# What a logo is kept as: sharp at twice the height at which it is shown.
KEPT_AS: Final = (800, 160)
READ: Final = ("PNG", "JPEG", "WEBP")
# A picture beside a request or a customer: as a good camera takes them, all the frames of a moving one together.
WIDEST: Final = 12_000
MOST_PIXELS: Final = 25_000_000
MOST_FRAMES: Final = 500
MOVING: Final = ("GIF", "PNG", "WEBP")
# How pictures of each form may hold their colours, and what they are turned into otherwise.
MODES: Final = {
    "PNG": ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"),
    "JPEG": ("L", "RGB"),
    "WEBP": ("RGB", "RGBA"),
    "GIF": ("L", "P", "RGB", "RGBA"),
}
SAVED_WITH: Final[dict[str, dict[str, Any]]] = {
    "PNG": {"compress_level": 4},
    "JPEG": {"quality": 90, "optimize": True},
    "WEBP": {"quality": 90, "method": 2},
    "GIF": {},
}
UNREADABLE: Final = (OSError, SyntaxError, ValueError, EOFError, struct.error, MemoryError, Image.DecompressionBombError)


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
            return _made_anew(opened, KEPT_AS)
    except UNREADABLE:
        return refuse("unreadable", _("This is not a picture that can be read. Choose a PNG, JPEG or WebP file."))


def read_photo(content: bytes, *, most_megabytes: int, side: int) -> Picture | Refused:
    """A photo of an uploaded file, at most so wide and high, without anything that stood beside the picture; or why not, in words."""
    if len(content) > most_megabytes * 1024 * 1024:
        return refuse("large", _("This file is larger than %(most)s MB. Save a smaller one.") % {"most": most_megabytes})
    try:
        with Image.open(BytesIO(content), formats=READ) as opened:
            if max(opened.size) > WIDEST or opened.width * opened.height > MOST_PIXELS:  # before a single pixel is unpacked
                words = _("This picture is %(width)s × %(height)s pixels. Save one of at most %(most)s million.")
                return refuse("wide", words % {"width": opened.width, "height": opened.height, "most": MOST_PIXELS // 1_000_000})
            opened.load()
            return _made_anew(opened, (side, side))
    except UNREADABLE:
        return refuse("unreadable", _("This is not a picture that can be read. Choose a PNG, JPEG or WebP file."))


def _made_anew(opened: Image.Image, most: tuple[int, int]) -> Picture:
    seen = ImageOps.exif_transpose(opened)
    picture = seen.convert("RGBA" if seen.has_transparency_data else "RGB")
    picture.thumbnail(most, Image.Resampling.LANCZOS)
    kept, is_photo = BytesIO(), opened.format == "JPEG"
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    clean.save(kept, "JPEG" if is_photo else "PNG", optimize=True, **({"quality": 90} if is_photo else {}))
    digest = hashlib.sha256(kept.getvalue()).hexdigest()[:16]
    ending, content_type = ("jpg", "image/jpeg") if is_photo else ("png", "image/png")
    return Picture(kept.getvalue(), content_type, f"{digest}-{clean.width}x{clean.height}.{ending}")


def write_anew(source: IO[bytes], target: IO[bytes], *, form: str) -> Refused | None:
    """Write a picture again in its own form, upright and with nothing but its pixels; or why that cannot be, in words."""
    try:
        with Image.open(source, formats=(form,)) as opened:
            if max(opened.size) > WIDEST or opened.width * opened.height > MOST_PIXELS:  # before a single pixel is unpacked
                words = _("This picture is %(width)s × %(height)s pixels. Save one of at most %(most)s million.")
                most = MOST_PIXELS // 1_000_000
                return refuse("wide", words % {"width": opened.width, "height": opened.height, "most": most})
            loop, frames = opened.info.get("loop", 0), _frames(opened, form)
    except Image.DecompressionBombError:
        return refuse(
            "wide", _("This picture has far too many pixels. Save one of at most %(most)s million.") % {"most": MOST_PIXELS // 1_000_000}
        )
    except UNREADABLE:
        return refuse("unreadable", _("This picture cannot be read: it is broken, or was not saved to its end."))
    if frames is None:
        return refuse("moving", _("This moving picture has too many frames to be looked at. Save a shorter or smaller one."))
    first, *others = frames
    times = [int(frame.info.pop("duration", 0)) for frame in frames]
    moving = {"save_all": True, "append_images": others, "loop": loop, "duration": times} if others else {}
    first.save(target, form, **SAVED_WITH[form], **moving)  # a full disk is no fault of the picture
    return None


def _frames(opened: Image.Image, form: str) -> list[Image.Image] | None:
    """The frames of a picture with nothing beside their pixels; None when there are too many."""
    most = min(MOST_FRAMES, MOST_PIXELS // (opened.width * opened.height)) if form in MOVING else 1
    frames: list[Image.Image] = []
    for frame in ImageSequence.Iterator(opened) if form in MOVING else (opened,):
        if len(frames) == max(most, 1):
            return None
        frames.append(_pixels(frame, form))
    return frames


def _pixels(frame: Image.Image, form: str) -> Image.Image:
    seen = ImageOps.exif_transpose(frame)
    if seen.mode not in MODES[form]:
        seen = seen.convert("RGBA" if seen.has_transparency_data and form != "JPEG" else "RGB")
    seen.info = {name: seen.info[name] for name in ("transparency", "duration") if name in seen.info}
    return seen
