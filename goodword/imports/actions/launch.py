"""Begin a run from a file, correct what was detected, map its columns, start it, stop it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from goodword.imports.access import may_bring
from goodword.imports.kinds import KINDS, Kind
from goodword.imports.models import HealthScale, ImportMapping, ImportRun
from goodword.imports.queries import kept_scale, scale_of_run
from goodword.imports.reading import names
from goodword.imports.reading.layout import KEPT, Layout, examine
from goodword.imports.reading.trouble import Unreadable
from goodword.imports.states import MOVES, State
from goodword.imports.values import wording
from goodword.imports.values.scale import Scale
from goodword.kernel.actor import Actor
from goodword.kernel.errors import Conflict, NotAllowed
from goodword.kernel.transitions import move
from goodword.people.models import User

JOB = "goodword.imports.carry_out"
DEFAULT_SOURCE = "csv"
LARGEST = 1024 * 1024 * 1024
SHOWN_ROWS = 3
SHOWN_COLUMNS = 30
SHOWN_NAME = 60
OF_THE_MAPPING = ("past_asks", "health")  # chosen beside the columns: stays when the file is read in another way


def folder() -> Path:
    """Where uploaded files are kept: in the data folder, under names of our own, never served."""
    path = Path(settings.GOODWORD_DATA) / "imports"
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def path_of(run: ImportRun) -> Path:
    """The file of a run: a kept upload, or where the command line found it."""
    stored = Path(run.stored_as)
    return stored if stored.is_absolute() else folder() / stored.name


def store(pieces: Iterable[bytes]) -> tuple[str, int]:
    """Keep an uploaded file; its name here and its size. Raises Conflict when it is too large."""
    name = f"{secrets.token_hex(16)}{KEPT}"
    size = 0
    try:
        with (folder() / name).open("xb") as file:
            for piece in pieces:
                size += len(piece)
                if size > LARGEST:
                    break
                file.write(piece)
    except BaseException:  # no room left, or the sender went away: no half file stays
        (folder() / name).unlink(missing_ok=True)
        raise
    if size > LARGEST:
        (folder() / name).unlink()
        raise Conflict(_("The file is larger than 1 GB: split it first."))
    return name, size


def begin_run(
    *,
    kind: str,
    source: str,
    file_name: str,
    stored_as: str,
    size: int,
    by: Actor,
    at: datetime,
    chosen: Mapping[str, object] | None = None,
) -> ImportRun:
    """Write a run down and look at its file; one that cannot be read says why."""
    check(by, kind)
    choices = dict(chosen or {})
    source = source.strip() or DEFAULT_SOURCE
    if KINDS[kind].reads_health and (scale := kept_scale(source)) is not None:
        choices = {"health": scale} | choices
    run = ImportRun(
        kind=kind,
        source=source,
        file_name=file_name[:255],
        stored_as=stored_as,
        bytes=size,
        started_by_id=by.person_id,
        created_at=at,
        state_at=at,
        chosen=choices,
    )
    run.save()
    look(run, at=at)
    return run


@transaction.atomic
def correct(run: ImportRun, *, chosen: Mapping[str, object], by: Actor, at: datetime) -> ImportRun:
    """Read the file as somebody says: encoding, separator, header line, order of dates."""
    check(by, run.kind)
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    move(
        locked,
        MOVES,
        "correct",
        at=at,
        chosen={
            **{key: value for key, value in locked.chosen.items() if key in OF_THE_MAPPING},
            **{key: value for key, value in chosen.items() if value not in (None, "")},
        },
        error="",
        preview=[],
    )
    locked.save(update_fields=["chosen"])
    look(locked, at=at)
    return locked


def look(run: ImportRun, *, at: datetime) -> None:
    """Detect how the file is to be read, and map its columns as last time, else by their names."""
    kind = KINDS[run.kind]
    try:
        layout = examined(run, kind, path_of(run), whole=False)
    except Unreadable as problem:
        with transaction.atomic():
            move(run, MOVES, "fail", at=at, error=wording.unreadable(problem.trouble, problem.detail))
        return
    detected = {
        "encoding": layout.encoding.name,
        "sure": layout.encoding.sure,
        "delimiter": layout.dialect.delimiter,
        "quote": layout.dialect.quote,
        "header_line": layout.header_line,
        "columns": list(layout.columns),
        "sample": [[cell[:200] for cell in row.cells] for row in layout.sample(path_of(run), SHOWN_ROWS)],
    }
    run.detected, run.lines, run.columns = detected, layout.lines, remembered(run, layout) or kind.guess(layout.columns)
    ImportRun.objects.filter(pk=run.pk).update(detected=detected, lines=run.lines, columns=run.columns)


def examined(run: ImportRun, kind: Kind, path: Path, *, whole: bool) -> Layout:
    """How the file is to be read: what a person chose, else what is found; in its head only, while somebody waits."""
    chosen = run.chosen
    return examine(
        path,
        known=kind.known_names(),
        encoding=chosen.get("encoding"),
        delimiter=chosen.get("delimiter"),
        header_line=chosen.get("header_line"),
        whole=whole,
    )


def header_hash(columns: Iterable[str]) -> str:
    """The signature of a header: the same columns in any order."""
    return hashlib.sha256("\x1f".join(sorted(map(names.plain, columns))).encode()).hexdigest()


def remembered(run: ImportRun, layout: Layout) -> dict[str, str] | None:
    """How a file of this source with this header was mapped the last time."""
    found = ImportMapping.objects.filter(kind=run.kind, source=run.source, header_hash=header_hash(layout.columns)).first()
    if found is None:
        return None
    return {field: column for field, column in found.columns.items() if column in layout.columns and field in KINDS[run.kind].by_name}


@transaction.atomic
def map_columns(run: ImportRun, *, mapping: Mapping[str, str], scale: Scale | None = None, by: Actor, at: datetime) -> ImportRun:
    """Say which column holds which field, and what scores and words of health mean. Raises Conflict for limits out of order."""
    check(by, run.kind)
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    columns = set(locked.detected.get("columns", ()))
    chosen = {field: column for field, column in mapping.items() if field in KINDS[locked.kind].by_name and column in columns}
    if scale is not None and not scale.bands.are_right():
        raise Conflict(_("A score must be higher to count as good than to count as fair, and 100 at most."))
    beside = locked.chosen
    if scale is not None and scale.stored() != scale_of_run(locked).stored():
        beside = beside | {"health": scale.stored()}
    if (chosen, beside) != (locked.columns, locked.chosen):
        move(locked, MOVES, "correct", at=at, columns=chosen, chosen=beside, preview=[])
    return locked


def missing(run: ImportRun) -> str:
    """One sentence when a needed column is not mapped; blank when all are."""
    kind = KINDS[run.kind]
    lacking = [str(each.label) for each in kind.missing(run.columns)]
    if not lacking:
        return ""
    columns: list[str] = run.detected.get("columns", [])
    words = {
        "fields": ", ".join(lacking),
        "columns": ", ".join(column if len(column) <= SHOWN_NAME else f"{column[:SHOWN_NAME]}…" for column in columns[:SHOWN_COLUMNS]),
        "more": len(columns) - SHOWN_COLUMNS,
    }
    if len(columns) > SHOWN_COLUMNS:
        return _("No column is mapped to %(fields)s. The file has: %(columns)s and %(more)d more.") % words
    return _("No column is mapped to %(fields)s. The file has: %(columns)s.") % words


@transaction.atomic
def start(run: ImportRun, *, dry: bool, past_asks: bool | None = None, by: Actor, at: datetime) -> ImportRun:
    """Hand the run to the worker, to be tried or brought in; remembers the mapping when it is brought in."""
    locked = enqueue(run, dry=dry, past_asks=past_asks, by=by, at=at)
    app.configure_task(JOB).defer(run_id=locked.pk)
    return locked


@transaction.atomic
def enqueue(run: ImportRun, *, dry: bool, past_asks: bool | None = None, by: Actor, at: datetime) -> ImportRun:
    """Make a run ready to be carried out; with `past_asks` who spoke is counted. Raises Conflict when a needed column is not mapped."""
    check(by, run.kind)
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    if sentence := missing(locked):
        raise Conflict(sentence)
    if past_asks is not None:
        locked.chosen = {**locked.chosen, "past_asks": past_asks}
    move(locked, MOVES, "queue", at=at, is_dry=dry, stop_requested=False, error="", chosen=locked.chosen)
    if not dry:
        ImportMapping.objects.update_or_create(
            kind=locked.kind,
            source=locked.source,
            header_hash=header_hash(locked.detected["columns"]),
            defaults={"columns": locked.columns},
        )
        if scale := locked.chosen.get("health"):
            HealthScale.objects.update_or_create(source=locked.source, defaults=scale)
    return locked


@transaction.atomic
def request_stop(run: ImportRun, *, by: Actor, at: datetime) -> ImportRun:
    """Ask a run to stop at the next portion; one that has not begun stops at once."""
    check(by, run.kind)
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    if locked.state == State.QUEUED:
        move(locked, MOVES, "stop", at=at)
    elif locked.state == State.RUNNING:
        locked.stop_requested = True
        locked.save(update_fields=["stop_requested"])
    return locked


def check(by: Actor, kind: str = "") -> None:
    """Raise NotAllowed unless this actor may bring lists (of a kind) in; the system may, for the command line."""
    if by.person_id is not None and not may_bring(User.objects.get(pk=by.person_id), kind):
        raise NotAllowed
