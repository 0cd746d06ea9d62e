"""What names somebody outside our tables: kept lists, sessions, what is kept in memory for all, log files."""

import json
import re
import zipfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection

from goodword.erasure.queries.traces import Traces
from goodword.kernel.erasure import BLACKENED

_AS_WRITTEN: Final = ("utf-8", "latin-1", "utf-16-le", "utf-16-be")
_ZIP: Final = b"PK"
_LONGEST_LINE: Final = 64 * 1024


def clear_beside(traces: Traces) -> dict[str, int]:
    """Take it out everywhere; how many of what that were. Doing it again changes nothing."""
    if not traces.pattern:
        return {}
    what = re.compile(traces.pattern, re.IGNORECASE)
    cache.clear()
    found = {
        "lists": _drop_lists(what),
        "sessions": _clear_sessions(what),
        "log_lines": _black_out_logs(what),
        "words": _statements(traces),
    }
    return {name: number for name, number in found.items() if number}


def _drop_lists(what: re.Pattern[str]) -> int:
    """Delete uploads and lists of changes in which the person stands; what is known of their runs stays."""
    folder = Path(settings.GOODWORD_DATA) / "imports"
    naming = [path for path in sorted(folder.glob("*")) if path.is_file() and names_them(path, what)] if folder.is_dir() else []
    for path in naming:
        path.unlink(missing_ok=True)
    return len(naming)


def names_them(path: Path, what: re.Pattern[str]) -> bool:
    """Whether somebody is named in a file, in whatever way its letters are written, or in a packed one."""
    return any(what.search(text) for piece in _pieces(path) for text in _texts(piece))


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        head = file.read(2)
        file.seek(0)
        if head != _ZIP:
            yield file.read()
            return
    try:
        with zipfile.ZipFile(path) as packed:
            for name in packed.namelist():
                if name.endswith((".xml", ".csv", ".txt")):
                    yield re.sub(rb"<[^>]*>", b" ", packed.read(name))
    except (zipfile.BadZipFile, OSError):
        yield path.read_bytes()


def _texts(piece: bytes) -> Iterator[str]:
    for encoding in _AS_WRITTEN:
        yield piece.decode(encoding, errors="ignore")


def _clear_sessions(what: re.Pattern[str]) -> int:
    """Black out what a page wanted to say next, in the sessions of colleagues."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    changed = 0
    for row in Session.objects.iterator():
        session = store(row.session_key)
        held = session.decode(row.session_data)
        if what.search(json.dumps(held, default=str, ensure_ascii=False)):
            row.session_data = session.encode(_cleared(held, what))
            row.save(update_fields=["session_data"])
            changed += 1
    return changed


def _cleared(held: Any, what: re.Pattern[str]) -> Any:
    if isinstance(held, str):
        return what.sub(BLACKENED, held)
    if isinstance(held, dict):
        return {key: _cleared(value, what) for key, value in held.items()}
    return [_cleared(each, what) for each in held] if isinstance(held, list) else held


def _black_out_logs(what: re.Pattern[str]) -> int:
    """Write over what names the person in log files, byte for byte: whoever writes to the end of one meanwhile is not disturbed."""
    lines = 0
    data = Path(settings.GOODWORD_DATA)
    for path in [*data.glob("*.log"), *data.glob("*/*.log")]:
        try:
            lines += _black_out_file(path, what)
        except OSError:
            continue  # the server's own log where it runs as somebody else: docs/operate/erasing.md says what to do
    return lines


def _black_out_file(path: Path, what: re.Pattern[str]) -> int:
    lines = 0
    with path.open("r+b") as file:
        at = 0
        while line := file.readline(_LONGEST_LINE):
            text = line.decode("utf-8", errors="surrogateescape")
            clean = what.sub(lambda found: "#" * len(found[0].encode("utf-8", errors="surrogateescape")), text)
            if clean != text:
                file.seek(at)
                file.write(clean.encode("utf-8", errors="surrogateescape"))
                lines += 1
            at += len(line)
            file.seek(at)
    return lines


def _statements(traces: Traces) -> int:
    """Sentences about somebody else in which the person stands: earlier versions go; those in use are somebody else's words."""
    with connection.cursor() as cursor:
        cursor.execute("select goodword_forget_versions(%s)", [traces.pattern])
        return int(cursor.fetchone()[0])
