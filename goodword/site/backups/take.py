"""`goodword backup [FILE]`: everything in one file, while people work on."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import tarfile
import tempfile
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import IO, Any, cast

import psycopg

from goodword.kernel import clock
from goodword.site import database, environment
from goodword.site.backups import programs
from goodword.site.backups.archive import DUMP, FILES, FORMAT, MANIFEST, CannotUse, Digesting, Manifest, kept_files, table_sums
from goodword.site.backups.programs import first_line, last_line


def main(arguments: Sequence[str]) -> int:
    """Write a backup, and say where it is and what it holds; 2 when none could be made."""
    parser = argparse.ArgumentParser(
        prog="goodword backup",
        description="Back up the database and the files beside it into one file. Whoever has that file can read everything in it.",
    )
    parser.add_argument("file", nargs="?", type=Path, help="where to write it (default: backups/ in the data folder)")
    parser.add_argument("--json", action="store_true", help="print one object")
    chosen = parser.parse_args(arguments)
    settled, began = environment.read(), time.perf_counter()
    target = (chosen.file or _usual_place(settled.data, clock.now())).absolute()
    try:
        manifest = take(settled, target, at=clock.now())
    except CannotUse as problem:
        print(f"goodword: {problem}", file=sys.stderr)
        return 2
    rows, seconds = sum(rows for rows, _ in manifest.tables.values()), round(time.perf_counter() - began, 1)
    if chosen.json:
        figures = {"file": str(target), "bytes": target.stat().st_size, "tables": len(manifest.tables), "rows": rows}
        print(json.dumps(figures | {"files": len(manifest.files), "seconds": seconds}))
    else:
        print(f"{target}: {rows:,} rows of {len(manifest.tables)} tables and {len(manifest.files)} files, {seconds} s.")
    return 0


def take(settled: environment.Environment, target: Path, *, at: datetime) -> Manifest:
    """Back up into a file that appears whole or not at all; raises CannotUse with a sentence for the operator."""
    if target.exists():
        raise CannotUse(f"{target} exists already. Name another file.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
            known = _dump(settled, Path(folder) / DUMP)
            draft = Path(folder) / "whole"
            manifest = _write(settled.data, draft, Path(folder) / DUMP, known, at=at)
            os.link(draft, target)  # unlike a rename, it never takes the place of another file
    except FileExistsError:
        raise CannotUse(f"{target} exists already. Name another file.") from None
    except OSError as problem:
        raise CannotUse(f"The backup cannot be written to {target}: {problem.strerror}. Nothing is left of it.") from None
    return manifest


def _dump(settled: environment.Environment, dump: Path) -> dict[str, Any]:
    """Dump the database; return what the manifest says of it. One snapshot for both, so that they agree while people go on working."""
    url = database.url_for(settled)
    try:
        with psycopg.connect(url, autocommit=True) as connection, connection.transaction():
            connection.execute("set transaction isolation level repeatable read, read only")
            server = connection.info.server_version
            tools = programs.nearest(settled, server)
            programs.check(tools, server)
            (snapshot,) = connection.execute("select pg_export_snapshot()").fetchone() or ("",)
            done = tools.run("pg_dump", "--format=custom", f"--snapshot={snapshot}", "--file", str(dump), url=url)
            if done.returncode:
                raise CannotUse(f"The database could not be backed up: {last_line(done.stderr)}")
            migrations = connection.execute("select app || '.' || name from django_migrations order by 1").fetchall()
            (company,) = connection.execute("select coalesce(max(company_name), '') from goodword_program").fetchone() or ("",)
            tables = table_sums(connection)
    except psycopg.errors.UndefinedTable:
        raise CannotUse("There is nothing to back up yet: the database was never prepared (make run does it).") from None
    except psycopg.Error as problem:
        raise CannotUse(f"The database could not be read: {first_line(problem)}") from None
    return {"server": server, "tools": tools.major, "company": company, "migrations": [name for (name,) in migrations], "tables": tables}


def _write(data: Path, draft: Path, dump: Path, known: dict[str, Any], *, at: datetime) -> Manifest:
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)  # it holds everything, the signing key too
    with os.fdopen(handle, "wb") as stream:
        with tarfile.open(fileobj=stream, mode="w:") as tar:
            sum_of_dump = _add(tar, dump, DUMP)
            files = {name: added for name, path in kept_files(data) if (added := _add(tar, path, FILES + name))}
            manifest = Manifest(
                format=FORMAT,
                taken_at=at.isoformat(),
                files=files,
                dump=sum_of_dump or (0, ""),
                **known,
            )
            written = manifest.as_json()
            last = tarfile.TarInfo(MANIFEST)
            last.size = len(written)
            tar.addfile(last, io.BytesIO(written))
        stream.flush()
        os.fsync(stream.fileno())
    return manifest


def _add(tar: tarfile.TarFile, path: Path, name: str) -> tuple[int, str] | None:
    """Add a file as far as it goes now, for somebody may be writing to it; nothing when it has just been swept."""
    try:
        stream = path.open("rb")
    except FileNotFoundError:
        return None
    with stream:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mtime = os.fstat(stream.fileno()).st_size, int(path.stat().st_mtime)
        read = Digesting(stream)
        tar.addfile(entry, cast("IO[bytes]", read))
        return read.sum


def _usual_place(data: Path, at: datetime) -> Path:
    return data / "backups" / f"goodword-{at:%Y-%m-%d-%H%M%S}.tar"
