"""A mail whose row somebody else has between the two steps of sending."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from goodword.notifications import actions
from goodword.notifications.models import Mail
from tests.at_once import Doing
from tests.notifications.test_sending import Server, an_ask, server
from tests.notifications.world import AT

__all__ = ["server"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.slow
def test_a_mail_that_somebody_else_holds_for_a_moment_is_tried_again_soon(server: Server) -> None:
    mail = an_ask()
    with connection.cursor() as cursor:
        cursor.execute("truncate procrastinate_jobs cascade")
    arrived, held = threading.Event(), threading.Event()

    def beside(execute: Callable[..., Any], sql: str, params: Any, many: Any, context: Any) -> Any:
        """Between the two steps of sending somebody else gets the row."""
        if "SKIP LOCKED" in sql:
            arrived.set()
            held.wait(20)
        return execute(sql, params, many, context)

    def send() -> str:
        with connection.execute_wrapper(beside):
            return actions.send(mail.pk, at=AT)

    sending = Doing(send)
    assert arrived.wait(20)
    with transaction.atomic():
        Mail.objects.select_for_update().get(pk=mail.pk)
        held.set()
        assert sending.done() == "queued"
    assert server.taken == []
    with connection.cursor() as cursor:
        cursor.execute("select scheduled_at from procrastinate_jobs where task_name = 'goodword.send_mail' and status = 'todo'")
        assert cursor.fetchall() == [(AT + timedelta(seconds=30),)]
    assert actions.send(mail.pk, at=AT + timedelta(seconds=30)) == "sent"
    assert len(server.taken) == 1
