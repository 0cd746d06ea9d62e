"""Between two tests everything is emptied, also what somebody else is still writing."""

from __future__ import annotations

import time
from threading import Event
from typing import Any, cast

import pytest
from django.db import connection, transaction
from django.test import TransactionTestCase

from goodword.people.kinds import Role
from goodword.people.models import RoleAssignment, User
from tests.at_once import Doing
from tests.conftest import _empty
from tests.factories.people import a_person


def _emptied() -> None:
    _empty(cast("TransactionTestCase", None))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_first_of_its_table", [False, True])
def test_what_a_browser_was_still_writing_is_gone_too(is_first_of_its_table: bool) -> None:
    user = a_person(*([] if is_first_of_its_table else [Role.PMM]))
    written = Event()

    def write() -> Any:
        with transaction.atomic(), connection.cursor() as cursor:
            RoleAssignment.objects.create(user=user, role=Role.LEGAL)
            written.set()
            until = time.monotonic() + 10
            while time.monotonic() < until:  # held open until the emptying waits for it
                cursor.execute("select pg_stat_clear_snapshot()")
                cursor.execute("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                if cursor.fetchone()[0]:
                    break

    writing = Doing(write)
    assert written.wait(20)
    _emptied()
    assert writing.done() is None
    assert not User.objects.exists()
    assert not RoleAssignment.objects.exists()
