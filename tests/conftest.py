"""What every test shares."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase

from goodword.customers.actions import ensure_lists
from goodword.people.actions import ensure_program

KEPT = ("goodword_entry", "goodword_subject", "goodword_ledgermove", "goodword_ledgerentry")


@pytest.fixture(autouse=True, scope="session")
def _history_can_be_emptied_between_tests() -> Any:
    """The triggers refuse to truncate history; between two tests the owner of the tables switches them off for that."""
    flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined] # not in the stubs

    def teardown(self: TransactionTestCase) -> None:
        with connection.cursor() as cursor:
            for table in KEPT:
                cursor.execute(f"alter table {table} disable trigger user")
            cursor.execute("delete from goodword_cache")  # no model's table, so the flush below leaves it
        try:
            flush(self)
        finally:
            with connection.cursor() as cursor:
                for table in KEPT:
                    cursor.execute(f"alter table {table} enable trigger user")

    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
    yield
    patch.undo()


@pytest.fixture
def import_ground(transactional_db: Any, settings: Any, tmp_path: Path) -> None:
    """Where lists can be brought in: the program and its controlled lists, a data folder of its own, and no job of another test."""
    del transactional_db
    settings.GOODWORD_DATA = tmp_path
    ensure_program()
    ensure_lists()
    with connection.cursor() as cursor:
        cursor.execute("truncate procrastinate_jobs cascade")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests first, so that no process ends alone with one; browser tests last, because their event loop stays in the process."""

    def place(item: pytest.Item) -> int:
        if item.get_closest_marker("browser"):
            return 2
        return 0 if item.get_closest_marker("slow") else 1

    items.sort(key=place)
