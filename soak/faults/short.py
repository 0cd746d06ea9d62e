"""A little of everything in one day's work, for every run of the tests: the long forms do each by itself, many times."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from soak.checks import hurry
from soak.faults import disk
from soak.faults.away import told_to_try_again
from soak.faults.killed import conclude, kill_and_wait
from soak.journeys import steady
from soak.post import Mood
from soak.report import Report
from soak.stage import Stage

CUSTOMERS = 200
A_MOMENT = 3.0


def one_house(stage: Stage, rounds: int) -> Report:
    """The worker, the web server and the database are killed, the mail server is gone and puts off; then there is no room."""
    report = Report("a little of everything, one house", rounds)
    dice = random.Random("short")
    work = stage.work(CUSTOMERS)
    work.begin()
    away: list[float] = []
    try:
        for _ in range(rounds):
            for name in ("worker", "web", "postgres"):
                time.sleep(1 + dice.random())
                away.append(kill_and_wait(stage.house, name, dice))
            _without(stage.post.close, stage.post.open)
            stage.post.mood = Mood.PUTS_OFF
            time.sleep(A_MOMENT)
            stage.post.mood = Mood.TAKES
    finally:
        work.end()
    steady(hurry)
    report = conclude(report, stage, work, away)
    full = disk.full(stage, 1, boss=disk.somebody(work))
    report.figures |= full.figures
    report.wrong += full.wrong
    return report


def two_houses(stage: Stage, rounds: int) -> Report:
    """The database is away for a moment, then each house is restarted in turn, and every request has its answer."""
    report = Report("a little of everything, two houses", rounds)
    work = stage.work(CUSTOMERS)
    work.begin()
    away: list[float] = []
    try:
        for _ in range(rounds):
            time.sleep(1)
            _without(stage.server.stop, stage.server.start)
            away.append(stage.ready_again())
            lost = work.lost
            for house in stage.houses:
                stage.drained.add(house.port)
                time.sleep(0.5)
                house.end()
                house.begin()
                stage.drained.discard(house.port)
            if work.lost > lost:
                report.wrong.append(f"{work.lost - lost} requests had no answer while houses were restarted")
    finally:
        work.end()
    return told_to_try_again(conclude(report, stage, work, away), work)


def _without(stop: Callable[[], object], start: Callable[[], object]) -> None:
    stop()
    time.sleep(A_MOMENT)
    start()
