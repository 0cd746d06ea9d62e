"""What a monitor is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from goodword.kernel import clock


@pytest.mark.django_db
def test_alive_without_signing_in(client: Client) -> None:
    """And without a word about the inside."""
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.content == b"ok\n"
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize(("silent_for", "status"), [(None, 503), (timedelta(seconds=5), 200), (timedelta(minutes=5), 503)])
def test_ready_only_with_a_worker_that_lives(client: Client, silent_for: timedelta | None, status: int) -> None:
    """Database and migrations are well here, so the worker decides."""
    if silent_for is not None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [clock.now() - silent_for])
    answer = client.get("/readyz")
    assert answer.status_code == status
    assert answer.json()["database"] == answer.json()["migrations"] == "ok"
    assert (answer.json()["worker"] == "ok") == (status == 200)


@pytest.mark.django_db
def test_not_ready_when_a_migration_is_missing(client: Client) -> None:
    """Code that is newer than its database must get no visitors."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(name) FROM django_migrations WHERE app = 'goodword'")
        cursor.execute("DELETE FROM django_migrations WHERE app = 'goodword' AND name = %s", cursor.fetchone())
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["migrations"] == "1 not applied"
