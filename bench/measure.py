"""Percentiles, and many threads that start together."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

from django.db import connection


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which a share (0 to 1) of the values lies; nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered)) - 1))] if ordered else 0.0


def timed(work: Callable[[], object]) -> float:
    """Seconds that a piece of work took."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


@dataclass(frozen=True, order=True)
class Spent:
    """What a piece of work took: seconds of wall clock, and of a processor, here and in the process of the database that serves us."""

    seconds: float
    processor: float


def spent(work: Callable[[], object]) -> Spent:
    """The same as `timed` with the seconds of a processor beside it, which say less of how busy the machine was meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        (pid,) = cursor.fetchone()
    before = time.process_time() + _of_process(pid)
    seconds = timed(work)
    return Spent(seconds, time.process_time() + _of_process(pid) - before)


def _of_process(pid: int) -> float:
    """Seconds of a processor that another process has had; nothing where the system does not tell."""
    told = Path(f"/proc/{pid}/stat")
    if not told.exists():
        return 0.0
    # After the name, which is in brackets and may hold anything.
    fields = told.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Crowd:
    """What a crowd of threads did: seconds of wall clock, and seconds of each attempt."""

    seconds: float
    each: list[float]

    @property
    def rate(self) -> float:
        """Attempts a second."""
        return len(self.each) / self.seconds


def crowd(people: int, attempts: int, work: Callable[[int, int], object], *, leave: Callable[[], object] | None = None) -> Crowd:
    """Let `people` threads make `attempts` altogether, all starting at once; errors are raised, not counted."""
    share, each = attempts // people, list[float]()
    start = threading.Barrier(people + 1)

    def one(number: int) -> None:
        try:
            work(number, -1)  # opens what it needs before the clock starts
            start.wait(120)
            for turn in range(share):
                began = time.perf_counter()
                work(number, turn)
                each.append(time.perf_counter() - began)
        except BaseException:
            start.abort()
            raise
        finally:
            if leave:
                leave()

    with ThreadPoolExecutor(people) as pool:
        done = [pool.submit(one, number) for number in range(people)]
        with contextlib.suppress(threading.BrokenBarrierError):  # somebody could not begin: their error is raised below
            start.wait(120)
        began = time.perf_counter()
        wait(done)
    errors = [error for each in done if (error := each.exception())]
    # Who was kept from beginning is not who could not begin.
    for error in sorted(errors, key=lambda error: isinstance(error, threading.BrokenBarrierError)):
        raise error
    return Crowd(time.perf_counter() - began, each)
