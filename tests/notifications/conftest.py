"""Each test begins with an empty queue."""

from typing import Any

import pytest
from django.db import connection


@pytest.fixture(autouse=True)
def _empty_queue(transactional_db: Any) -> None:
    """Other tests leave jobs behind: the queue's tables are not the ORM's to empty."""
    del transactional_db
    with connection.cursor() as cursor:
        cursor.execute("truncate procrastinate_jobs cascade")
