"""Something done on a second connection while a test is in the middle of a transaction of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from django.db import connection


class Doing:
    """Something that is done on a connection of its own."""

    def __init__(self, do: Callable[[], Any]) -> None:
        """Begin at once."""
        self.answer: Any = None
        self.thread = threading.Thread(target=self._run, args=(do,))
        self.thread.start()

    def _run(self, do: Callable[[], Any]) -> None:
        try:
            self.answer = do()
        except Exception as error:  # noqa: BLE001 - handed to the test
            self.answer = error
        finally:
            connection.close()

    def done(self) -> Any:
        """What was answered or raised."""
        self.thread.join(30)
        return self.answer


def until_waiting(number: int, *doings: Doing) -> None:
    """Return when so many connections wait for a lock, or nobody is left who could."""
    last = time.monotonic() + 20
    with connection.cursor() as cursor:
        while time.monotonic() < last and any(each.thread.is_alive() for each in doings):
            cursor.execute("select pg_stat_clear_snapshot()")
            cursor.execute("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
            if cursor.fetchone()[0] >= number:
                return
