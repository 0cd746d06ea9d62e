"""The nightly sweep: one job a kind of data, so that one that fails holds up no other."""

from procrastinate.contrib.django import app

from goodword.desk.actions.retention import SWEEPS, sweep
from goodword.kernel import clock
from goodword.people.kinds import Retained

SWEEP = "goodword.desk.sweep"


@app.periodic(cron="41 2 * * *")
@app.task(name="goodword.desk.sweep_all", queueing_lock="goodword.desk.sweep_all", pass_context=False)
def sweep_all(timestamp: int) -> None:
    """Have every kind swept."""
    del timestamp
    for kind in SWEEPS:
        app.configure_task(SWEEP).defer(kind=str(kind))


@app.task(name=SWEEP, retry=3)
def sweep_one(*, kind: str) -> None:
    """Let go of what was kept long enough."""
    sweep(Retained(kind), at=clock.now())
