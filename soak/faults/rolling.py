"""Two houses on one database, straight or behind a session pooler: the same work, kills in both, and a rolling restart."""

from __future__ import annotations

import random
import time

from soak.faults.killed import conclude
from soak.report import Report
from soak.stage import Stage

CUSTOMERS_A_ROUND = 80


def two_by_two(stage: Stage, rounds: int) -> Report:
    """Workers and web servers of both houses are killed while people work in both."""
    report = Report("two houses, one database, kills in both", rounds)
    dice = random.Random("two")
    work = stage.work(CUSTOMERS_A_ROUND * rounds)
    work.begin()
    away: list[float] = []
    try:
        for n in range(rounds):
            time.sleep(1 + dice.random())
            house = stage.houses[n % 2]
            if dice.random() < 0.5:
                house.kill_worker()
            else:
                house.kill_web(whole=True)
            away.append(stage.ready_again())
    finally:
        work.end()
    return conclude(report, stage, work, away)


def restart(stage: Stage, rounds: int) -> Report:
    """Each house in turn gets no new visitors, is stopped and started again: no request goes without its answer."""
    report = Report("rolling restart under load", rounds)
    work = stage.work(CUSTOMERS_A_ROUND * rounds * 2)
    work.begin()
    away: list[float] = []
    try:
        time.sleep(1)
        for _ in range(rounds):
            for house in stage.houses:
                stage.drained.add(house.port)
                time.sleep(0.5)  # a balancer needs a moment to notice
                house.end()
                house.begin()
                stage.drained.discard(house.port)
                time.sleep(1)
    finally:
        work.end()
    report = conclude(report, stage, work, away)
    if work.lost:
        report.wrong.append(f"{work.lost} requests had no answer")
    return report
