"""Hours of ordinary work at a steady rate: memory and the slowest pages stay as they are, and nothing fails."""

from __future__ import annotations

import itertools
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from statistics import median

from django.db import connections

from bench.measure import percentile
from soak.browser import Browser
from soak.report import Report
from soak.stage import Stage

PAGES = ("/", "/customers/", "/customers/?q=customer+001", "/requests/", "/find/", "/customers/deals/")
PEOPLE = 8
# Half of what two cores were measured to answer with these pages and eight people.
PAGES_PER_SECOND = 12.0
GROWTH = 0.05
MINUTE = 60.0
# The slowest pages of a minute vary; what is compared are the middle ones of a fifth of all minutes.
SLOWER = 0.5
FIFTH = 0.2
CUSTOMERS = 2_000
# One new call in that many seconds, on average: what a team of fifty asks for, and not a heap that grows by thousands in an hour.
A_CALL_EVERY = 20.0


@dataclass
class Minute:
    """What one minute saw."""

    times: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    memory: float = 0.0


def steady_work(stage: Stage, rounds: int) -> Report:
    """So many minutes of pages being read and calls being arranged."""
    report = Report("minutes of steady work", rounds)
    work = stage.work(CUSTOMERS)
    browsers = [work.sign_in(user) for user in (work.world.manager, work.world.seller, work.world.owner)]
    minutes = [Minute() for _ in range(rounds)]
    began = time.monotonic()
    turn, lock = itertools.count(), threading.Lock()

    def read() -> None:
        dice = random.Random(threading.get_ident())
        while True:
            with lock:
                number = next(turn)
            due = began + number / PAGES_PER_SECOND
            if due >= began + rounds * MINUTE:
                return
            time.sleep(max(0.0, due - time.monotonic()))
            _one(dice.choice(browsers), dice.choice(PAGES), minutes[int((due - began) // MINUTE)])

    threads = [threading.Thread(target=read) for _ in range(PEOPLE)]
    work.begin(people=1, pause=A_CALL_EVERY)
    for thread in threads:
        thread.start()
    for n, minute in enumerate(minutes):
        time.sleep(max(0.0, began + (n + 1) * MINUTE - 1 - time.monotonic()))
        minute.memory = megabytes(stage)
    for thread in threads:
        thread.join()
    work.end()
    connections.close_all()
    return _judged(report, minutes, work.odd)


def _one(browser: Browser, page: str, minute: Minute) -> None:
    start = time.monotonic()
    answer = browser.get(page)
    minute.times.append(time.monotonic() - start)
    if answer.status != HTTPStatus.OK:
        minute.errors[f"{answer.status or 'no answer'} {page}"] += 1


def _judged(report: Report, minutes: list[Minute], odd: list[str]) -> Report:
    fifth = max(1, int(len(minutes) * FIFTH))
    warm, last = minutes[fifth : 2 * fifth] or minutes, minutes[-fifth:]
    errors = sum((each.errors for each in minutes), Counter[str]())
    report.figures = {
        "pages": sum(len(each.times) for each in minutes),
        "pages a second": sum(len(each.times) for each in minutes) / (len(minutes) * MINUTE),
        "errors": errors.total(),
        "p99 once warm, ms": _slowest(warm) * 1000,
        "p99 at the end, ms": _slowest(last) * 1000,
        "memory once warm, MB": warm[0].memory,
        "memory at the end, MB": last[-1].memory,
    }
    report.wrong += odd
    if errors:
        when = ", ".join(str(n) for n, each in enumerate(minutes, start=1) if each.errors)
        which = ", ".join(f"{what} ({count})" for what, count in errors.most_common())
        report.wrong.append(f"{errors.total()} pages failed, in minutes {when}: {which}")
    if last[-1].memory > warm[0].memory * (1 + GROWTH):
        report.wrong.append(f"memory grew from {warm[0].memory:.0f} to {last[-1].memory:.0f} MB")
    if _slowest(last) > _slowest(warm) * (1 + SLOWER):
        report.wrong.append(f"the slowest pages went from {_slowest(warm) * 1000:.0f} to {_slowest(last) * 1000:.0f} ms")
    return report


def _slowest(minutes: list[Minute]) -> float:
    return median(percentile(each.times, 0.99) for each in minutes)


def megabytes(stage: Stage) -> float:
    """What web server and worker hold together, shared pages counted once (PSS)."""
    return sum(_pss(pid) for name in ("gunicorn", "goodword worker") for pid in stage.house.processes(name)) / 1024


def _pss(pid: int) -> int:
    try:
        with Path(f"/proc/{pid}/smaps_rollup").open() as lines:
            return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    except (OSError, StopIteration):
        return 0
