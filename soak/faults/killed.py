"""`kill -9` of the worker, of the web server, of PostgreSQL, at random moments of people's work."""

from __future__ import annotations

import random
import time

from soak.checks import delivered, half_done, kept, repeats, settle
from soak.house import House, until
from soak.journeys import Work, steady
from soak.report import Report
from soak.stage import Stage

BACK_WITHIN = 60.0
# Customers that four people get through in one round on two cores, with room to spare.
CUSTOMERS_A_ROUND = 60
# How long each of them rests between two calls, on average: without it, they make more to tell in a round than a worker that lives two
# seconds of it can tell.
REST = 4.0


def worker(stage: Stage, rounds: int) -> Report:
    """The worker dies while mails leave."""
    return _killed(stage, rounds, "worker")


def web(stage: Stage, rounds: int) -> Report:
    """The web server dies while forms arrive: its first process alone, or all of them."""
    return _killed(stage, rounds, "web")


def postgres(stage: Stage, rounds: int) -> Report:
    """The database dies while everything writes."""
    return _killed(stage, rounds, "postgres")


def _killed(stage: Stage, rounds: int, name: str) -> Report:
    dice = random.Random(name)
    report = Report(f"kill -9: {name}", rounds)
    work = stage.work(CUSTOMERS_A_ROUND * rounds)
    work.begin(pause=REST)
    away: list[float] = []
    try:
        for _ in range(rounds):
            time.sleep(0.3 + dice.random() * 2)
            away.append(kill_and_wait(stage.house, name, dice))
    finally:
        work.end()
    return conclude(report, stage, work, away)


def kill_and_wait(house: House, name: str, dice: random.Random) -> float:
    """Kill the worker, the web server or the database, and wait until it was started again and all are well; returns seconds."""
    before = house.groups()
    if name == "worker":
        house.kill_worker()
    elif name == "web":
        house.kill_web(whole=dice.random() < 0.5)
    else:
        house.kill_database()

    def is_back() -> bool:
        web, worker = house.groups()
        again = {"worker": worker != before[1], "web": web != before[0]}.get(name, True)
        return again and house.ready()

    return until(is_back, within=BACK_WITHIN, said="the product answers again")


def conclude(report: Report, stage: Stage, work: Work, away: list[float]) -> Report:
    """Wait until the dust settles and look at everything."""
    try:
        report.figures["settled after, s"] = settle()
    except TimeoutError as problem:
        report.wrong.append(str(problem))
    taken = stage.post.taken()
    report.figures |= {
        "longest until it answers again, s": max(away, default=0.0),
        "acknowledged": len(work.promises),
        "customers asked": len(work.asked),
        "not acknowledged, sent again": work.lost,
        "mails that came twice, same Message-ID": repeats(taken),
    }
    report.wrong += [*work.odd, *steady(lambda: kept(work)), *steady(half_done), *steady(lambda: delivered(work, taken))]
    if not work.promises:
        report.wrong.append("nothing was ever acknowledged")
    return report
