"""Gather the words of the public pages into `goodword/locale/*/django.po`: `python -m goodword.site.gather_words`.

New ones come without a translation, and a test says which are missing. Django's own command needs GNU gettext on the machine.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from goodword.site.words import WORDS

ROOT: Final = Path(__file__).resolve().parent.parent
# What somebody reads who registers, and the mails that answer them: nothing else is translated so far (docs/adr/0021).
SOURCES: Final = (
    "kernel/text.py",
    "notifications/messages/registration_confirm.py",
    "portal/forms/joining.py",
    "portal/queries/joining.py",
    "portal/templates/portal/join*.html",
    "recruiting/actions/gate.py",
    "recruiting/kinds/declining.py",
    "recruiting/kinds/page.py",
    "texts/kinds/joining.py",
    "texts/kinds/pitch.py",
    "texts/kinds/recruiting.py",
    "texts/kinds/reviewing.py",
    "ui/forms.py",
    "ui/templates/forms/*.html",
    "ui/templates/guest.html",
    "ui/templates/ui/confirm.html",
    "ui/templates/ui/defs.html",
    "ui/templates/ui/toasts.html",
)
# Words of other files that stand there as well.
ALSO: Final = (
    "Hello {name},",
    "Kind regards,",
    # Who writes, and when a call is.
    "%(name)s at %(company)s",
    "%(day)s, %(time)s (%(zone)s)",
    "%(city)s time",
)
# Heads that change with every run, or say nothing.
_NOISE: Final = re.compile(
    r'(?m)^"(?:Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By).*\n'
)
_KEYWORDS: Final = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def gathered() -> Iterator[str | tuple[str, ...]]:
    """Every text of the public pages that is marked for translation."""
    yield from ALSO
    for path in sorted(path for pattern in SOURCES for path in ROOT.glob(pattern)):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            text = templatize(text)
        found: Any
        for _line, _function, found, _comments in extract_python(io.BytesIO(text.encode()), _KEYWORDS, (), {}):
            yield tuple(found[:2]) if isinstance(found, tuple) else found


def main() -> None:
    """Write the files anew: what is new without a translation, what is gone left out."""
    template = Catalog(project="Goodword", charset="utf-8")
    for found in dict.fromkeys(gathered()):
        template.add(found)
    for path in sorted(WORDS.glob("*/django.po")):
        with path.open("rb") as stream:
            catalog = read_po(stream, locale=path.parent.name)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        written = io.BytesIO()
        write_po(written, catalog, width=140, sort_output=True, no_location=True)
        path.write_text(_NOISE.sub("", written.getvalue().decode()).lstrip(), encoding="utf-8")


if __name__ == "__main__":
    main()
