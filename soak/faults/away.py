"""The database is stopped for a while under load, and comes back."""

from __future__ import annotations

import time

from soak.faults.killed import conclude
from soak.journeys import Work
from soak.report import Report
from soak.stage import Stage

AWAY_SECONDS = 30.0
CUSTOMERS_A_ROUND = 80


def stopped(stage: Stage, rounds: int, *, seconds: float = AWAY_SECONDS) -> Report:
    """Stop it, leave it away, start it: pages say "try again", and everything goes on by itself."""
    report = Report(f"the database is away for {seconds:.0f} s", rounds)
    work = stage.work(CUSTOMERS_A_ROUND * rounds)
    work.begin()
    away: list[float] = []
    try:
        for _ in range(rounds):
            time.sleep(2)
            stage.server.stop()
            time.sleep(seconds)
            stage.server.start()
            away.append(stage.ready_again())
            time.sleep(2)
    finally:
        work.end()
    return told_to_try_again(conclude(report, stage, work, away), work)


def told_to_try_again(report: Report, work: Work) -> Report:
    """Add whether any page said that one should try again, as pages do that find no database."""
    report.figures["pages that said try again"] = work.said_try_again
    if not work.said_try_again:
        report.wrong.append("no page said that one should try again")
    return report
