"""Thin jobs of the customers slice."""

from procrastinate.contrib.django import app

from goodword.customers import actions
from goodword.kernel import clock


@app.task(name="goodword.note_refused_address", retry=5)
def note_refused_address(*, entry_id: int) -> None:
    """Remember that mail to an address came back for good."""
    actions.note_refused_address(entry_id, at=clock.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="goodword.fold_tally", queueing_lock="goodword.fold_tally")
def fold_tally(timestamp: int) -> None:
    """Fold the lines of the tally of customers into one a kind."""
    del timestamp
    actions.fold_tally()
