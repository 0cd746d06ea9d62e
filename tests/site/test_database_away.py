"""What a reader sees while the database is away: a page that says to try again, and afterwards everything as before."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client


@pytest.mark.django_db(transaction=True)
def test_try_again_while_the_database_is_away(client: Client) -> None:
    """503 and not 500, for people and for what stands between; no word about the inside; well again by itself."""
    client.raise_request_exception = False
    connection.close()
    connection.settings_dict["PORT"], port = "1", connection.settings_dict["PORT"]
    host, connection.settings_dict["HOST"] = connection.settings_dict["HOST"], "127.0.0.1"
    try:
        answer = client.get("/accounts/login/")
        ready = client.get("/readyz")
    finally:
        connection.settings_dict["PORT"], connection.settings_dict["HOST"] = port, host
        connection.close()
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert "Try again" in answer.text
    assert not any(word in answer.text for word in ("psycopg", "Traceback", "127.0.0.1"))
    assert ready.json()["database"] == "unreachable"
    assert client.get("/accounts/login/").status_code == 200
