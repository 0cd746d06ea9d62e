"""What people do with lists: begin, correct, map, start, stop, and say what unknown values mean."""

from goodword.imports.actions.carry_out import Watch, carry_out
from goodword.imports.actions.changes import path_of_changes
from goodword.imports.actions.launch import (
    begin_run,
    correct,
    enqueue,
    map_columns,
    missing,
    path_of,
    request_stop,
    start,
    store,
)
from goodword.imports.actions.retention import files_from, sweep_files, sweep_rows
from goodword.imports.actions.undoing import UNDOABLE, Undone, ask_undo, begin_undo, undo
from goodword.imports.actions.unknown import LEAVE, say_meaning
from goodword.imports.actions.vigil import notice_dead

__all__ = [
    "LEAVE",
    "UNDOABLE",
    "Undone",
    "Watch",
    "ask_undo",
    "begin_run",
    "begin_undo",
    "carry_out",
    "correct",
    "enqueue",
    "files_from",
    "map_columns",
    "missing",
    "notice_dead",
    "path_of",
    "path_of_changes",
    "request_stop",
    "say_meaning",
    "start",
    "store",
    "sweep_files",
    "sweep_rows",
    "undo",
]
