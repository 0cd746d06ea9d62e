"""The words of other languages: `goodword/locale/*/django.po`, read by Django in a form of its own that is made here (docs/adr/0021).

It is made when the program starts, in the data folder, and again only when a file of words has changed: nothing that is made from
something else stands in the repository, and nobody has to remember a command.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

log = logging.getLogger(__name__)
WORDS: Final = Path(__file__).resolve().parent.parent / "locale"
_PLACE: Final = Path("LC_MESSAGES")


def make_ready(into: Path, *, words: Path = WORDS) -> int:
    """Compile what is not compiled yet or has changed; returns how many languages. A folder that cannot be written leaves English."""
    made = 0
    for source in sorted(words.glob("*/django.po")):
        target = into / source.parent.name / _PLACE / "django.mo"
        try:
            if target.exists() and target.stat().st_mtime_ns == source.stat().st_mtime_ns:
                continue
            _compile(source, target)
        except OSError:
            log.warning("The words of %s could not be made ready: its pages are shown in English.", source.parent.name, exc_info=True)
            continue
        made += 1
    return made


def _compile(source: Path, target: Path) -> None:
    """Beside it first, then in its place at once: other processes start at the same time."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(f".{os.getpid()}")
    with source.open("rb") as stream:
        catalog = read_po(stream, locale=source.parent.name)
    with draft.open("wb") as stream:
        write_mo(stream, catalog)
    seen = source.stat()
    os.utime(draft, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    draft.replace(target)
