"""What a backup holds: its manifest, and the sums of tables and files."""

from __future__ import annotations

import hashlib
import json
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

import psycopg
from psycopg import sql

FORMAT = 1
MANIFEST, DUMP, FILES = "manifest.json", "database.dump", "files/"
# What lies in the data folder and is not made anew by a start: lists brought in, files that people put beside something, the key
# that links and sessions are signed with, and by what those are known again who asked to be deleted.
KEY, ERASED = "secret-key", "erased.jsonl"
SINGLE = (KEY, ERASED)
KEPT = ("imports", "files", *SINGLE)
LONGEST_MANIFEST = 64 * 1024 * 1024
# A row as text reads the same wherever it is read.
SAME_WORDS = (
    "set timezone = 'UTC'",
    "set datestyle = 'ISO, YMD'",
    "set intervalstyle = 'postgres'",
    "set bytea_output = 'hex'",
    "set extra_float_digits = 1",
)
NAMED = """
select c.relname, c.relkind = 'S' from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'S') order by 1
"""
OF_TABLE = "select count(*), coalesce(sum(hashtextextended(t::text, 0)), 0)::text from {} t"
OF_SEQUENCE = "select last_value, is_called::text from {}"


class CannotUse(Exception):
    """A backup cannot be taken or used; the text tells the operator why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What was backed up: versions, when, every table with its rows and sum, every file with its size and digest."""

    format: int
    taken_at: str
    company: str
    server: int
    tools: int
    migrations: list[str]
    tables: dict[str, tuple[int, str]]
    files: dict[str, tuple[int, str]]
    dump: tuple[int, str]

    def is_sound(self) -> bool:
        """Say whether everything is of the kind it should be, and every file one that a backup takes along: nobody else checked it."""
        migrations: Any = self.migrations
        sums: list[Any] = [self.dump, *self.tables.values(), *self.files.values()]
        words: list[Any] = [self.taken_at, self.company, *(migrations if isinstance(migrations, list) else [None])]
        numbers: list[Any] = [self.server, self.tools]
        kinds = [tuple(map(type, each)) for each in sums]
        right = {type(each) for each in words} == {str} and {type(each) for each in numbers} == {int} and set(kinds) == {(int, str)}
        return right and all(is_kept(name) for name in self.files)

    def as_json(self) -> bytes:
        """The manifest as it is written."""
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode()


def read_manifest(path: Path) -> Manifest:
    """Read the manifest of a backup; raises CannotUse when the file is none."""
    try:
        with tarfile.open(path, "r:") as tar:
            last = tar.getmember(MANIFEST)
            found = tar.extractfile(last) if last.isfile() and last.size < LONGEST_MANIFEST else None
            if found is None:
                raise CannotUse(f"{path} is no backup of Goodword.")
            told = json.loads(found.read())
        pairs = {name: {key: tuple(value) for key, value in told[name].items()} for name in ("tables", "files")}
        manifest = Manifest(**(told | pairs | {"dump": tuple(told["dump"])}))
    except FileNotFoundError:
        raise CannotUse(f"There is no file {path}.") from None
    except (OSError, tarfile.TarError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise CannotUse(f"{path} is no backup of Goodword, or it is broken.") from None
    if manifest.format != FORMAT:
        raise CannotUse(f"{path} has another form (format {manifest.format}). Use the Goodword that made it.")
    if not manifest.is_sound():
        raise CannotUse(f"{path} is no backup of Goodword: its list names what no backup holds.")
    return manifest


def table_sums(connection: psycopg.Connection) -> dict[str, tuple[int, str]]:
    """How many rows each table has, and a sum over them that does not depend on their order; sequences by where they stand."""
    for statement in SAME_WORDS:
        connection.execute(statement)
    sums = {}
    for name, is_sequence in connection.execute(NAMED).fetchall():
        statement = OF_SEQUENCE if is_sequence else OF_TABLE
        row = connection.execute(sql.SQL(statement).format(sql.Identifier("public", name))).fetchone()
        if row:
            sums[str(name)] = (int(row[0]), str(row[1]))
    return sums


class Digesting:
    """A stream that sums up what is read from it: the size and the SHA-256."""

    def __init__(self, stream: IO[bytes]) -> None:
        """Read from this one."""
        self.stream, self.size, self._digest = stream, 0, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        block = self.stream.read(size)
        self._digest.update(block)
        self.size += len(block)
        return block

    @property
    def sum(self) -> tuple[int, str]:
        """Size and digest of what was read so far."""
        return self.size, self._digest.hexdigest()


def is_kept(name: str) -> bool:
    """Say whether a path in the data folder is one that a backup takes along: one of two files, or something below the other folders."""
    first, *others = name.split("/")
    if first in SINGLE:
        return not others
    return first in KEPT and bool(others) and not {"", ".", ".."} & set(others) and "\x00" not in name


def kept_files(data: Path) -> Iterator[tuple[str, Path]]:
    """The files of a data folder that a backup takes along, by their path in it; no links below its folders."""
    for name in KEPT:
        root = data / name
        for path in [root] if root.is_file() else sorted(root.rglob("*")):
            if path == root or (path.is_file() and not path.is_symlink()):
                yield path.relative_to(data).as_posix(), path
