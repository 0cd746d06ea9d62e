"""The worker, for tests: one look at the queue."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from asgiref.sync import sync_to_async
from django.db import connection, connections
from procrastinate.contrib.django import app, django_connector


def work() -> None:
    """Run every job that is due, as the worker does."""
    connector = app.connector
    assert isinstance(connector, django_connector.DjangoConnector)
    app.with_connector(connector.get_worker_connector()).run_worker(
        wait=False, concurrency=1, install_signal_handlers=False, listen_notify=False
    )
    # Jobs ran in a thread of their own, which would hold its connection until the process ends.
    asyncio.run(sync_to_async(connections.close_all)())


def work_beside() -> None:
    """Run the jobs beside a browser, whose event loop runs in this thread."""

    def elsewhere() -> None:
        try:
            work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(elsewhere).result()
