"""`goodword restore FILE`: everything as it was, proved by the sums in the backup, or nothing changed."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psycopg
from django.db import connection as of_django
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from goodword.kernel.text import one_line
from goodword.site import database, environment, supervisor
from goodword.site.backups import programs
from goodword.site.backups.archive import DUMP, ERASED, FILES, MANIFEST, CannotUse, Digesting, Manifest, read_manifest, table_sums

FRESH = f"{database.NAME}_restored"
BLOCK = 1024 * 1024
KNOWS_TIMEOUT = 170000  # PostgreSQL 17 knows transaction_timeout, which its tools set
HEAD_LINES = 100


def main(arguments: Sequence[str]) -> int:
    """Restore a backup and say what came back; 2 when it could not be done, and then nothing has changed."""
    parser = argparse.ArgumentParser(
        prog="goodword restore", description="Bring a backup back, into an empty database. Goodword must not run meanwhile."
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--replace", action="store_true", help="the embedded database is not empty: what stands in it goes")
    parser.add_argument("--json", action="store_true", help="print one object")
    chosen = parser.parse_args(arguments)
    began = time.perf_counter()
    try:
        manifest = restore(environment.read(), chosen.file, replace=chosen.replace)
    except CannotUse as problem:
        print(f"goodword: {problem}", file=sys.stderr)
        return 2
    rows, seconds = sum(rows for rows, _ in manifest.tables.values()), round(time.perf_counter() - began, 1)
    if chosen.json:
        counted = {"rows": rows, "tables": len(manifest.tables), "files": len(manifest.files)}
        print(json.dumps({"taken_at": manifest.taken_at, **counted, "seconds": seconds}))
    else:
        whose = f" of {one_line(manifest.company)}" if manifest.company else ""
        print(f"The backup{whose} of {manifest.taken_at[:16].replace('T', ' ')} UTC is back, every sum equal:")
        print(f"{rows:,} rows of {len(manifest.tables)} tables and {len(manifest.files)} files, {seconds} s.")
        print("Start Goodword: make run")
    return 0


def restore(settled: environment.Environment, path: Path, *, replace: bool) -> Manifest:
    """Bring a backup back; raises CannotUse, with everything as it was, when that cannot be done."""
    lock = supervisor.hold(settled.data)
    if lock is None:
        raise CannotUse("Goodword runs. Nothing was changed. Stop it first: make stop")
    with lock:
        try:
            return _restore(settled, path, replace=replace)
        except psycopg.Error as problem:
            raise CannotUse(f"The database refused: {programs.first_line(problem)}. Nothing was changed.") from None


def _restore(settled: environment.Environment, path: Path, *, replace: bool) -> Manifest:
    manifest = read_manifest(path)
    place = _Embedded(settled) if settled.embedded else _Own(settled)
    server = place.check(replace=replace)
    tools = programs.nearest(settled, server, made_with=manifest.tools)
    _check_versions(manifest, tools, server)
    with tempfile.TemporaryDirectory(dir=settled.data, prefix=".restore-") as folder:
        _unpack(path, Path(folder), manifest)
        url = place.begin()
        is_filled = False
        try:
            _fill(url, Path(folder) / DUMP, tools, server)
            is_filled = True
            _compare(url, manifest)
            place.finish()
        except BaseException:
            place.give_up(is_filled=is_filled)
            raise
        _put_files(Path(folder) / FILES, settled.data)
    return manifest


def _check_versions(manifest: Manifest, tools: programs.Programs, server: int) -> None:
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if unknown := [name for name in manifest.migrations if name not in known]:
        raise CannotUse(
            f"The backup was made by a newer Goodword (it knows {unknown[-1]}). Nothing was changed. "
            "Update Goodword here first, then restore."
        )
    if tools.major < manifest.tools:
        raise CannotUse(
            f"The backup was made with pg_dump {manifest.tools}, and pg_restore on this machine is {tools.major}. Nothing was changed. "
            f"Install the client programs of PostgreSQL {manifest.tools} or newer (Debian: postgresql-client-{manifest.tools})."
        )
    programs.check(tools, server)
    if server // 10000 < manifest.server // 10000:
        raise CannotUse(
            f"The backup comes from PostgreSQL {manifest.server // 10000}, and the database here is {server // 10000}. "
            "Nothing was changed. Restore into the same version or a newer one."
        )


def _unpack(path: Path, folder: Path, manifest: Manifest) -> None:
    """Unpack what the manifest names and nothing else, and compare every sum."""
    named = {DUMP: manifest.dump, **{FILES + name: each for name, each in manifest.files.items()}}
    found = set()
    try:
        with tarfile.open(path, "r:") as tar:
            for entry in tar:
                if entry.name == MANIFEST:
                    continue
                if entry.name not in named or not entry.isfile() or entry.issparse() or ".." in Path(entry.name).parts:
                    raise CannotUse(f"The backup holds {entry.name!r}, which its own list does not name. Nothing was changed.")
                target = folder / entry.name
                target.parent.mkdir(parents=True, exist_ok=True)
                source = tar.extractfile(entry)
                if source is None or _copied(source, target) != named[entry.name]:
                    raise CannotUse(f"{entry.name} in the backup is not as it was when the backup was made. Nothing was changed.")
                found.add(entry.name)
    except (OSError, tarfile.TarError) as problem:
        raise CannotUse(f"{path} could not be unpacked: {problem}. Nothing was changed.") from None
    if missing := sorted(set(named) - found):
        raise CannotUse(f"The backup lacks {missing[0]}. Nothing was changed.")


def _copied(source: IO[bytes], target: Path) -> tuple[int, str]:
    read = Digesting(source)
    with target.open("wb") as stream:
        while block := read.read(BLOCK):
            stream.write(block)
    return read.sum


def _fill(url: str, dump: Path, tools: programs.Programs, server: int) -> None:
    if server < KNOWS_TIMEOUT <= tools.major * 10000:
        done = _fill_by_script(url, dump, tools)
    else:
        done = tools.run("pg_restore", "--no-owner", "--no-acl", "--single-transaction", "--exit-on-error", str(dump), url=url)
    if done.returncode:
        raise CannotUse(f"The database could not be restored: {programs.last_line(done.stderr)} Nothing was changed.")


def _fill_by_script(url: str, dump: Path, tools: programs.Programs) -> subprocess.CompletedProcess[str]:
    """Newer tools than the server: their script without the one setting that it does not know."""
    whole, fitting = dump.with_suffix(".whole"), dump.with_suffix(".sql")
    done = tools.script(dump, whole)
    if done.returncode:
        return done
    with whole.open("rb") as source, fitting.open("wb") as target:
        for number, line in enumerate(source):
            if number > HEAD_LINES or line.strip() != b"SET transaction_timeout = 0;":
                target.write(line)
    return tools.run("psql", "--no-psqlrc", "--quiet", "--single-transaction", "-v", "ON_ERROR_STOP=1", "--file", str(fitting), url=url)


def _compare(url: str, manifest: Manifest) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        sums = table_sums(connection)
    if differing := sorted(name for name in {*sums, *manifest.tables} if sums.get(name) != manifest.tables.get(name)):
        raise CannotUse(f"What came back differs from the backup in {', '.join(differing[:5])}. Nothing was changed.")


def _put_files(unpacked: Path, data: Path) -> None:
    try:
        for path in sorted(unpacked.rglob("*")) if unpacked.exists() else []:
            if path.is_file():
                target = data / path.relative_to(unpacked)
                target.parent.mkdir(parents=True, exist_ok=True)
                if target.name == ERASED and target.parent == data:
                    _join(target, path)
                path.chmod(0o600)
                shutil.move(path, target)  # the folder may be on another disk
    except OSError as problem:
        raise CannotUse(
            f"The database is back, every sum equal, but not every file: {problem.filename}: {problem.strerror}. "
            "Mend that, and unpack files/ of the backup into the data folder."
        ) from None


def _join(here: Path, brought: Path) -> None:
    """Who was erased since the backup stays on the list: the lines of both."""
    lines = [line for path in (brought, here) if path.exists() for line in path.read_text(encoding="utf-8").splitlines()]
    brought.write_text("".join(f"{line}\n" for line in dict.fromkeys(lines)), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class _Embedded:
    """The embedded database: the backup goes into a new one beside it, which takes its place once every sum is equal."""

    settled: environment.Environment

    @property
    def _server(self) -> database.Server:
        return database.place(self.settled.data)

    def _do(self, statement: str, *names: str) -> None:
        with psycopg.connect(self._server.url(database.SUPERUSER, "postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def check(self, *, replace: bool) -> int:
        """The version of the server; raises CannotUse when what stands there may not go."""
        with psycopg.connect(self._server.url(database.SUPERUSER), autocommit=True) as connection:
            if not replace and not _is_empty(connection):
                raise CannotUse(
                    "The database here is not empty. Nothing was changed. To give up what stands in it: goodword restore --replace FILE"
                )
            return connection.info.server_version

    def begin(self) -> str:
        self._do("drop database if exists {}", FRESH)
        self._do("create database {} owner {}", FRESH, database.OWNER)
        return self._server.url(database.OWNER, FRESH)

    def give_up(self, *, is_filled: bool) -> None:
        del is_filled
        self._do("drop database if exists {} with (force)", FRESH)

    def finish(self) -> None:
        of_django.close()
        former = f"{database.NAME}_former"
        self._do("drop database if exists {} with (force)", former)
        try:
            self._do("alter database {} rename to {}", database.NAME, former)
        except psycopg.errors.ObjectInUse:
            raise CannotUse(
                "Somebody else is connected to the database here. Nothing was changed. Let them leave, and restore again."
            ) from None
        try:
            self._do("alter database {} rename to {}", FRESH, database.NAME)
        except BaseException:
            self._do("alter database {} rename to {}", former, database.NAME)
            raise
        self._do("drop database {} with (force)", former)


@dataclass(frozen=True, slots=True)
class _Own:
    """A database by DATABASE_URL: it must be empty, and one transaction fills it or leaves it empty."""

    settled: environment.Environment

    def check(self, *, replace: bool) -> int:
        """The version of the server; raises CannotUse when what stands there may not go."""
        with self._connected() as connection:
            if not _is_empty(connection):
                more = " --replace is for the embedded database only." if replace else ""
                raise CannotUse(f"The database is not empty. Nothing was changed. Make an empty one, and name it in DATABASE_URL.{more}")
            return connection.info.server_version

    def _connected(self) -> psycopg.Connection:
        try:
            return psycopg.connect(database.url_for(self.settled), autocommit=True)
        except psycopg.OperationalError as problem:
            raise CannotUse(f"The database does not answer: {programs.first_line(problem)}. Nothing was changed.") from None

    def begin(self) -> str:
        return database.url_for(self.settled)

    def give_up(self, *, is_filled: bool) -> None:
        """Empty again what came back wrong. What pg_restore itself refused has left nothing: what stands there is somebody else's."""
        if not is_filled:
            return
        with self._connected() as connection:
            if not _is_empty(connection):
                connection.execute("drop schema public cascade")
                connection.execute("create schema public")

    def finish(self) -> None:
        of_django.close()


def _is_empty(connection: psycopg.Connection) -> bool:
    found = connection.execute("select 1 from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'S', 'v') limit 1")
    return found.fetchone() is None
