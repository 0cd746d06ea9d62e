"""`goodword import accounts|contacts|opportunities|members|asks|people FILE`: the same import as the page, in this process."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from goodword.imports.actions import Watch, begin_run, begin_undo, carry_out, enqueue, map_columns, path_of_changes, undo
from goodword.imports.actions.launch import DEFAULT_SOURCE, folder, store
from goodword.imports.actions.report import write_report
from goodword.imports.kinds import KINDS
from goodword.imports.models import ImportRun
from goodword.imports.states import State
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.errors import Conflict
from goodword.kernel.refusal import Refused

BLOCK = 1024 * 1024
LONGEST_PATH = 255
MOST_COLUMNS = 12
DONE, REJECTED, UNREADABLE = 0, 1, 2
SIGNS = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}


class CannotBegin(Exception):
    """The command cannot be carried out; the text is one sentence."""


def parser() -> argparse.ArgumentParser:
    """The command's arguments."""
    about = _("Bring a list in: accounts, contacts, opportunities, members, past asks, campaigns or people.")
    made = argparse.ArgumentParser(prog="goodword import", description=about)
    made.add_argument("kind", choices=list(KINDS))
    made.add_argument("file", help=_("a CSV file; - reads what is piped in"))
    made.add_argument("--source", default=DEFAULT_SOURCE, help=_("where the list comes from; IDs are known per source"))
    made.add_argument("--map", action="append", default=[], metavar="FIELD=COLUMN", help=_("which column holds a field; FIELD= for none"))
    made.add_argument("--dry-run", action="store_true", help=_("count and change nothing"))
    made.add_argument("--json", action="store_true", help=_("print one object"))
    made.add_argument("--encoding", help=_("such as utf-8 or cp1252, when the guess is wrong"))
    made.add_argument("--delimiter", help=_("one sign, or: tab, comma, semicolon, pipe"))
    made.add_argument("--header", type=int, metavar="LINE", help=_("the line of the column names, 0 for none"))
    made.add_argument("--dates", choices=["dmy", "mdy"], help=_("which comes first in 03/04/2026"))
    made.add_argument("--past-asks", action="store_true", help=_("campaigns: count who spoke as past asks, where the ledger has none"))
    return made


def main(argv: Sequence[str]) -> int:
    """Carry the command out: 0 when all rows were taken, 1 when some were not, 2 when nothing could be read."""
    if argv[:1] == ["undo"]:
        return taken_back(argv[1:])
    arguments = parser().parse_args(list(argv))
    try:
        run = imported(arguments)
    except CannotBegin as problem:
        return refused(arguments, str(problem))
    if run.state == State.FAILED:
        return refused(arguments, run.error)
    show(run, as_json=arguments.json)
    return REJECTED if run.rejected or run.state == State.STOPPED else DONE


def taken_back(argv: Sequence[str]) -> int:
    """`goodword import undo NUMBER`: 0 when all of it was undone, 1 when some was left, 2 when nothing could be."""
    made = argparse.ArgumentParser(prog="goodword import undo", description=_("Take an import back, but for what was touched since."))
    made.add_argument("number", type=int, help=_("the number at the end of the address of its page"))
    made.add_argument("--json", action="store_true", help=_("print one object"))
    arguments = made.parse_args(list(argv))
    run = ImportRun.objects.filter(pk=arguments.number).first()
    if run is None:
        return refused(arguments, _("There is no import %(number)s.") % {"number": arguments.number})
    asked = begin_undo(run, by=Actor.system(), at=clock.now())
    if isinstance(asked, Refused):
        return refused(arguments, asked.words)
    undone = undo(run.pk, by=Actor.system(), at=clock.now())
    if undone is None:
        return refused(arguments, _("This import is being undone already."))
    run.refresh_from_db()
    report = write_report(run)
    if arguments.json:
        print(json.dumps({"gone": undone.gone, "restored": undone.restored, "left": undone.left, "report": str(report)}))
    else:
        words = {"gone": f"{undone.gone:,}", "restored": f"{undone.restored:,}", "left": f"{undone.left:,}", "path": report}
        print(_("Undone: %(gone)s went away, %(restored)s are as before, %(left)s left. The report: %(path)s") % words)
    return REJECTED if undone.left else DONE


def imported(arguments: argparse.Namespace) -> ImportRun:
    """The run, carried out in this process."""
    began, by = time.monotonic(), Actor.system()
    path, name = found(arguments.file)
    chosen = {
        "encoding": arguments.encoding,
        "delimiter": SIGNS.get(arguments.delimiter, arguments.delimiter),
        "header_line": arguments.header,
        "dates": arguments.dates,
    }
    try:
        size = path.stat().st_size if path.exists() else 0
        run = begin_run(
            kind=arguments.kind,
            source=arguments.source[:60],
            file_name=name,
            stored_as=str(path),
            size=size,
            by=by,
            at=clock.now(),
            chosen={key: value for key, value in chosen.items() if value is not None},
        )
        if run.state == State.FAILED:
            return run
        run = map_columns(run, mapping=mapped(run, arguments.map), by=by, at=clock.now())
        run = enqueue(run, dry=arguments.dry_run, past_asks=arguments.past_asks or None, by=by, at=clock.now())
    except PermissionError as problem:
        raise CannotBegin(_("“%(name)s” may not be read by this user.") % {"name": name}) from problem
    except OSError as problem:
        raise CannotBegin(_("“%(name)s” cannot be read: %(why)s.") % {"name": name, "why": problem.strerror or problem}) from problem
    except Conflict as problem:
        hint = "" if run.columns else " " + _("If these are no column names, say --header 0 --map name=1, or the line they stand on.")
        raise CannotBegin(f"{problem}{hint}") from problem
    pressed: list[int] = []  # once: what was read is kept; twice: ends after the portion
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, lambda number, _frame: pressed.append(number))
    return carry_out(run.pk, path=path, by=by, at=clock.now(), watch=Watch(lambda: time.monotonic() - began, lambda: len(pressed)))


def found(given: str) -> tuple[Path, str]:
    """The file and the name it goes by. What is piped in, and names that are no text, are kept in the data folder first."""
    if given == "-":
        return kept(sys.stdin.buffer), _("standard input")
    name = given.encode("utf-8", "replace").decode()
    try:
        path = Path(given).expanduser().resolve()
        if path.is_dir():
            raise CannotBegin(_("“%(name)s” is a folder, not a file.") % {"name": name})
        if not path.exists():
            raise CannotBegin(_("There is no file “%(name)s”.") % {"name": name})
        if path.is_file() and str(path).isprintable() and len(str(path)) <= LONGEST_PATH:
            return path, path.name
        with path.open("rb") as file:
            return kept(file), Path(name).name
    except PermissionError as problem:
        raise CannotBegin(_("“%(name)s” may not be read by this user.") % {"name": name}) from problem
    except (OSError, RuntimeError, ValueError) as problem:
        why = getattr(problem, "strerror", None) or problem
        raise CannotBegin(_("“%(name)s” cannot be read: %(why)s.") % {"name": name, "why": why}) from problem


def kept(stream: BinaryIO) -> Path:
    """What a stream holds, as a file of our own."""
    stored, _size = store(iter(lambda: stream.read(BLOCK), b""))
    return folder() / stored


def mapped(run: ImportRun, pairs: Sequence[str]) -> dict[str, str]:
    """The guessed mapping with what was said on the command line; a column may be given by its number."""
    columns: list[str] = run.detected["columns"]
    plain = {column.casefold().strip(): column for column in columns}
    chosen: dict[str, str] = dict(run.columns)
    for pair in pairs:
        field, equals, column = pair.partition("=")
        field = field.strip()
        if not equals or field not in KINDS[run.kind].by_name:
            raise CannotBegin(
                _("--map %(pair)s: write FIELD=COLUMN, with one of these fields: %(fields)s.")
                % {"pair": pair, "fields": ", ".join(KINDS[run.kind].by_name)}
            )
        chosen.pop(field, None)
        wanted = column.strip()
        if not wanted:
            continue
        if wanted.casefold() not in plain and wanted.isdecimal() and 1 <= int(wanted) <= len(columns):
            wanted = columns[int(wanted) - 1]
        if wanted.casefold() not in plain:
            raise CannotBegin(
                _("The file has no column “%(column)s”. It has: %(columns)s.") % {"column": wanted, "columns": ", ".join(columns[:30])}
            )
        wanted = plain[wanted.casefold()]
        chosen = {name: taken for name, taken in chosen.items() if taken != wanted} | {field: wanted}
    return chosen


def refused(arguments: argparse.Namespace, sentence: str) -> int:
    """Say in one sentence why nothing could be read."""
    if arguments.json:
        empty = {"rows": 0, "created": 0, "updated": 0, "unchanged": 0, "rejected": 0, "seconds": 0.0, "report": None}
        print(json.dumps({**empty, "error": sentence}))
    print(f"goodword import: {sentence}", file=sys.stderr)
    return UNREADABLE


def show(run: ImportRun, *, as_json: bool) -> None:
    """What came of the run."""
    report = write_report(run)
    if as_json:
        counts = {name: getattr(run, name) for name in ("rows", "created", "updated", "unchanged", "rejected", "seconds")}
        print(json.dumps({**counts, "report": str(report)}))
        return
    done = _("Would be") if run.is_dry else _("Stopped") if run.state == State.STOPPED else _("Done")
    line = _(
        "%(done)s: %(rows)s rows read, %(created)s new, %(updated)s changed, %(unchanged)s as before, "
        "%(rejected)s not taken, in %(seconds)s s."
    )
    print(
        line
        % {
            "done": done,
            **{name: f"{getattr(run, name):,}" for name in ("rows", "created", "updated", "unchanged", "rejected")},
            "seconds": f"{run.seconds:.1f}",
        }
    )
    if left := [column for column in run.detected["columns"] if column.strip() and column not in run.columns.values()]:
        named = ", ".join(f"“{column}”" for column in left[:MOST_COLUMNS]) + (" …" if len(left) > MOST_COLUMNS else "")
        print("  " + _("Columns that were not read: %(columns)s. --map FIELD=COLUMN reads one.") % {"columns": named})
    shown = list(run.rejections.all()[:10])
    for each in shown:
        print("  " + _("line %(line)s: %(reason)s. %(remedy)s.") % {"line": f"{each.line:,}", "reason": each.reason, "remedy": each.remedy})
    if shown:
        print(_("All of them: %(path)s") % {"path": report})
    if run.created or run.updated:
        print(_("What changes, old and new: %(path)s") % {"path": path_of_changes(run)})
