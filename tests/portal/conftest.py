"""A queue to run jobs from."""

from typing import Any

import pytest
from django.db import connection

from tests.notifications.test_sending import server

__all__ = ["queue", "server"]


@pytest.fixture
def queue(transactional_db: Any) -> None:
    """Begin with an empty queue: other tests leave jobs behind, and the queue's tables are not the ORM's to empty."""
    del transactional_db
    with connection.cursor() as cursor:
        cursor.execute("truncate procrastinate_jobs cascade")
