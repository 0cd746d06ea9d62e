"""What names somebody outside our tables: kept lists, sessions, what is kept in memory for all, log files."""

import gzip
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from psycopg import sql

from goodword.erasure.actions.sought import Sought, everywhere
from goodword.erasure.queries.traces import Traces

_AS_WRITTEN: Final = ("utf-8", "latin-1", "utf-16-le", "utf-16-be")
_ZIP: Final = b"PK"
_GZIP: Final = b"\x1f\x8b"
# As much of a log is looked at in one piece, and as much of it once more with the next.
_PIECE: Final = 64 * 1024
_OVERLAP: Final = 1024
# Logs, also those that were turned over: server.log, server.log.1, server-2026-11-23.log, server.log.2.gz.
_LOGS: Final = re.compile(r"\.log([.-][\w.-]*)?$")


def clear_beside(traces: Traces) -> dict[str, int]:
    """Take it out everywhere; how many of what that were. Doing it again changes nothing."""
    if not traces.pattern:
        return {}
    what = everywhere(traces)
    found = {
        "kept_in_memory": _clear_cache(what),
        "lists": _drop_lists(what),
        "sessions": _clear_sessions(what),
        "in_logs": _black_out_logs(what),
        "words": _statements(traces),
    }
    return {name: number for name, number in found.items() if number}


def _clear_cache(what: Sought) -> int:
    """Take out what names them of what is kept a while for all: an address typed for a link to the own page. Counts go by marks and stay.

    Only that: whoever else asked for a link a moment ago still gets it.
    """
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("select cache_key from {}").format(sql.Identifier(str(settings.CACHES["default"]["LOCATION"]))).as_string())
        keys = [key.split(":", 2)[-1] for (key,) in cursor.fetchall()]
    held = cache.get_many(keys)  # what has expired goes by being read
    naming = [key for key, value in held.items() if what.is_in(f"{key} {json.dumps(value, default=str, ensure_ascii=False)}")]
    cache.delete_many(naming)
    return len(naming)


def _drop_lists(what: Sought) -> int:
    """Delete uploads and lists of changes in which the person stands; what is known of their runs stays."""
    folder = Path(settings.GOODWORD_DATA) / "imports"
    naming = [path for path in sorted(folder.glob("*")) if path.is_file() and names_them(path, what)] if folder.is_dir() else []
    for path in naming:
        path.unlink(missing_ok=True)
    return len(naming)


def names_them(path: Path, what: Sought) -> bool:
    """Whether somebody is named in a file, in whatever way its letters are written, or in a packed one."""
    return any(what.is_in(text) for piece in _pieces(path) for text in _texts(piece))


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


def _clear_sessions(what: Sought) -> int:
    """Black out what a page wanted to say next, in the sessions of colleagues."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    changed = 0
    for row in Session.objects.iterator():
        session = store(row.session_key)
        held = session.decode(row.session_data)
        if what.is_in(json.dumps(held, default=str, ensure_ascii=False)):
            row.session_data = session.encode(what.cleared(held))
            row.save(update_fields=["session_data"])
            changed += 1
    return changed


def _black_out_logs(what: Sought) -> int:
    """Write over what names the person in log files, byte for byte: whoever writes to the end of one meanwhile is not disturbed."""
    found = 0
    data = Path(settings.GOODWORD_DATA)
    for path in [each for pattern in ("*", "*/*") for each in sorted(data.glob(pattern)) if _LOGS.search(each.name) and each.is_file()]:
        try:
            found += _black_out_packed(path, what) if _is_packed(path) else _black_out_file(path, what)
        except OSError:
            continue  # the server's own log where it runs as somebody else: docs/operate/erasing.md says what to do
    return found


def _is_packed(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == _GZIP


def _black_out_packed(path: Path, what: Sought) -> int:
    """A log that was turned over and packed: nobody writes to it any more, so it is packed anew and takes the place of the old one."""
    with gzip.open(path, "rb") as file:
        before = file.read()
    clean, found = _blackened(before, what)
    if found:
        draft = path.with_name(f".{path.name}.draft")
        draft.write_bytes(gzip.compress(clean))
        shutil.copystat(path, draft)
        draft.replace(path)
    return found


def _black_out_file(path: Path, what: Sought) -> int:
    """Piece by piece; the next begins before this one ends, so that nobody is cut in two."""
    found = at = 0
    with path.open("r+b") as file:
        while piece := file.read(_PIECE):
            clean, more = _blackened(piece, what)
            if more:
                file.seek(at)
                file.write(clean)
                found += more
            at += len(piece) if len(piece) < _PIECE else _PIECE - _OVERLAP
            file.seek(at)
    return found


def _blackened(piece: bytes, what: Sought) -> tuple[bytes, int]:
    text = piece.decode("utf-8", errors="surrogateescape")
    if not what.hint.search(text):
        return piece, 0
    clean, found = what.whole.subn(lambda each: "#" * len(each[0].encode("utf-8", errors="surrogateescape")), text)
    return clean.encode("utf-8", errors="surrogateescape"), found


def _statements(traces: Traces) -> int:
    """Sentences about somebody else in which the person stands: earlier versions go; those in use are somebody else's words."""
    with connection.cursor() as cursor:
        cursor.execute("select goodword_forget_versions(%s)", [traces.pattern])
        return int(cursor.fetchone()[0])
