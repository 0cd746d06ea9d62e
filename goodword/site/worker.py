"""`goodword worker`: runs jobs until it is told to stop."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from django.db import transaction
from procrastinate.contrib.django import app, django_connector
from procrastinate.exceptions import AlreadyEnqueued

CONCURRENCY = 4
# What other code said is said anew before many readers come.
AT_START = "goodword.requests.make_balls_whole"
# A missed notification is caught by the next look; the default of 5 s would be felt.
LOOK_EVERY_SECONDS = 1.5
FINISH_WITHIN_SECONDS = 10.0


def main(arguments: Sequence[str]) -> int:
    """Run jobs; SIGTERM lets the running ones finish."""
    del arguments
    connector = app.connector
    if not isinstance(connector, django_connector.DjangoConnector):
        raise TypeError("the queue must live on Django's own database")
    ask_for_what_is_due()
    # A second app runs the jobs. The first keeps Django's connection, so that what a job itself defers
    # commits or vanishes together with the rows it writes.
    app.with_connector(connector.get_worker_connector()).run_worker(
        concurrency=CONCURRENCY, fetch_job_polling_interval=LOOK_EVERY_SECONDS, shutdown_graceful_timeout=FINISH_WITHIN_SECONDS
    )
    return 0


def ask_for_what_is_due() -> None:
    """Ask for the jobs that a new version of the code needs done; once, however many workers start."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(AT_START, queueing_lock=AT_START).defer()
