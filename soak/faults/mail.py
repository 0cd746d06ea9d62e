"""The mail server is gone, hangs, puts off; then it takes what it is brought."""

from __future__ import annotations

import time

from soak.checks import hurry
from soak.faults.killed import conclude
from soak.journeys import steady
from soak.post import Mood
from soak.report import Report
from soak.stage import Stage

TROUBLES = ("gone", Mood.HANGS, Mood.PUTS_OFF)
CUSTOMERS_A_ROUND = 30
# Longer than the product waits for a server that says nothing, so that it has to give up on it.
TROUBLE_SECONDS = 25.0
ATTEMPTS = 6


def trouble(stage: Stage, rounds: int, *, seconds: float = TROUBLE_SECONDS) -> Report:
    """Each trouble in turn, while people work; afterwards every mail is there, once."""
    report = Report("the mail server is gone, hangs, puts off", rounds)
    work = stage.work(CUSTOMERS_A_ROUND * rounds)
    work.begin(pause=0.2)
    try:
        for each in range(rounds):
            kind = TROUBLES[each % len(TROUBLES)]
            if kind == "gone":
                stage.post.close()
            else:
                stage.post.mood = Mood(kind)
            time.sleep(seconds)
            if kind == "gone":
                stage.post.open()
            stage.post.mood = Mood.TAKES
            time.sleep(1)
    finally:
        work.end()
    for _ in range(ATTEMPTS):  # instead of waiting out the pauses between attempts, which grow to hours
        if not steady(hurry):
            break
        time.sleep(2)
    return conclude(report, stage, work, [])
