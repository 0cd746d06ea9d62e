"""Thin jobs of the customers slice."""

import subprocess
import sys

from django.conf import settings
from procrastinate.contrib.django import app

from goodword.customers import actions
from goodword.customers.actions.cities import cities_are_known
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


@app.periodic(cron="*/2 * * * *")
@app.task(name="goodword.know_cities", queueing_lock="goodword.know_cities", lock="goodword.know_cities")
def know_cities(timestamp: int) -> None:
    """Read where cities are, once a release: in a process of its own, which gives the memory back."""
    del timestamp
    if settings.GOODWORD_READS_CITIES and not cities_are_known():
        subprocess.run([sys.executable, "-m", "goodword", "cities"], check=True)
