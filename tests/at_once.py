"""Something done on a second connection while a test is in the middle of a transaction of its own."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection
from django.test import Client

from goodword.people.models import User


class Doing:
    """Something that is done on a connection of its own."""

    def __init__(self, do: Callable[[], Any]) -> None:
        """Begin at once."""
        pool = ThreadPoolExecutor(1)
        self.doing = pool.submit(self._run, do)
        pool.shutdown(wait=False)

    def _run(self, do: Callable[[], Any]) -> Any:
        try:
            return do()
        finally:
            connection.close()

    def done(self) -> Any:
        """What was answered or raised."""
        return self.doing.exception(30) or self.doing.result()


def until_waiting(number: int, *doings: Doing) -> None:
    """Return when so many connections wait for a lock, or nobody is left who could."""
    last = time.monotonic() + 20
    with connection.cursor() as cursor:
        while time.monotonic() < last and not all(each.doing.done() for each in doings):
            cursor.execute("select pg_stat_clear_snapshot()")
            cursor.execute("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
            if cursor.fetchone()[0] >= number:
                return


def at_once(*doings: Callable[[], Any]) -> list[Any]:
    """Run all at the same instant, each on a connection of its own; returns what each answered or raised, in order."""
    start = Barrier(len(doings))

    def run(do: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=20)
            return do()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(doings)) as pool:
        done = [pool.submit(run, do) for do in doings]
    return [each.exception() or each.result() for each in done]


def signed_in(user: User) -> Client:
    """A browser of one person."""
    client = Client()
    client.force_login(user)
    return client
