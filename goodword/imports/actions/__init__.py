"""What people do with lists: begin, correct, map, start, stop, and say what unknown values mean."""

from goodword.imports.actions.carry_out import Watch, carry_out
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
from goodword.imports.actions.unknown import say_meaning

__all__ = [
    "Watch",
    "begin_run",
    "carry_out",
    "correct",
    "enqueue",
    "map_columns",
    "missing",
    "path_of",
    "request_stop",
    "say_meaning",
    "start",
    "store",
]
