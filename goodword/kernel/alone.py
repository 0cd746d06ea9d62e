"""Long work that one process at a time is at, and that somebody notices when the process is gone, however it went."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

# Between the row that says what is to be done, and the job or the process that does it.
GRACE = timedelta(minutes=1)
_DEAD = """
select w.id from {table} w where w.state = any(%(states)s) and (w.state = any(%(at_once)s) or w.state_at < %(before)s)
  and not exists (select from pg_locks l where l.locktype = 'advisory' and l.classid = %(key)s and l.objid = w.id and l.granted)
  and not exists (select from procrastinate_jobs j where j.task_name = any(%(jobs)s) and j.status in ('todo', 'doing')
    and (j.args->>%(argument)s)::bigint = w.id)
order by w.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class AloneAt:
    """One kind of long work: the table of its rows, the number of its lock, in which states somebody is at it, and by which jobs."""

    table: str
    key: int
    states: tuple[str, ...]
    jobs: tuple[str, ...]
    argument: str
    # States in which nobody is missed only for a moment: whoever has let go of the lock is gone.
    at_once: tuple[str, ...] = ()

    def hold(self, pk: int) -> bool:
        """Take the lock of one row for this connection, with which it goes should the process die; False when somebody else has it."""
        with connection.cursor() as cursor:
            cursor.execute("select pg_try_advisory_lock(%s, %s::int)", [self.key, pk])
            return bool(cursor.fetchone()[0])

    def let_go(self, pk: int) -> None:
        """Give the lock back."""
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_unlock(%s, %s::int)", [self.key, pk])

    @contextmanager
    def alone(self, pk: int) -> Iterator[bool]:
        """Whether nobody else is at this row, and nobody else comes to it meanwhile."""
        is_ours = self.hold(pk)
        try:
            yield is_ours
        finally:
            if is_ours:
                self.let_go(pk)

    def dead(self, *, at: datetime) -> list[int]:
        """The rows that nobody is at any more, and that no job will take up again."""
        told: dict[str, Any] = {
            "states": list(self.states),
            "at_once": list(self.at_once),
            "before": at - GRACE,
            "key": self.key,
            "jobs": list(self.jobs),
            "argument": self.argument,
        }
        with connection.cursor() as cursor:
            cursor.execute(_DEAD.format(table=self.table), told)
            return [pk for (pk,) in cursor.fetchall()]
