"""What we have on somebody as one file to take along: JSON for machines, a page and lists for people; open formats all."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from goodword.erasure.queries.held import Part
from goodword.kernel.text import neutralise

JSON: Final = "everything.json"
PAGE: Final = "everything.html"


def hand_out(parts: Iterable[Part], *, photos: Iterable[tuple[str, bytes]] = (), at: datetime) -> bytes:
    """The file: a ZIP."""
    all_parts = list(parts)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        whole = {"made_at": at.isoformat(), "parts": {part.code: {"title": part.title, "rows": list(part.rows)} for part in all_parts}}
        archive.writestr(JSON, json.dumps(whole, ensure_ascii=False, indent=2, default=_plain))
        archive.writestr(PAGE, render_to_string("erasure/held_file.html", {"parts": all_parts, "at": at}))
        for part in all_parts:
            if part.rows:
                archive.writestr(f"{part.code}.csv", _list(part))
        for name, content in photos:
            archive.writestr(name, content)
    return packed.getvalue()


def _list(part: Part) -> str:
    written = io.StringIO()
    out = csv.writer(written)
    out.writerow(part.columns.values())
    for row in part.rows:
        out.writerow([neutralise(words_of(row.get(code))) for code in part.columns])
    return "\ufeff" + written.getvalue()


def words_of(value: Any) -> str:
    """A value as people read it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=_plain).strip('"')


def _plain(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
