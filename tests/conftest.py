"""What every test shares."""

from __future__ import annotations

import gc
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.test import TransactionTestCase

from goodword.apps import lay_first_rows
from goodword.customers.actions import ensure_lists
from goodword.kernel import clock
from goodword.people.actions import ensure_program
from tests.cities import know_some_cities

KEPT = (
    "goodword_entry",
    "goodword_subject",
    "goodword_ledgermove",
    "goodword_ledgerentry",
    "goodword_statementversion",
    "goodword_statementapproval",
    "goodword_agreedwords",
    "goodword_playbookversion",
)
# Bytes of a table that are worth giving back between two tests.
LARGE = 1_000_000
# A quarter of a minute and more, the longest first: what lives through thousands of something, walks over every page, or loads the whole
# demo world. They are the marker "long": `make test-long` runs them, `make test` leaves them out.
LONG = (
    "soak/",
    "site/test_bench",
    "portal/test_join_fuzz",
    "ledger/test_race",
    "demo/",
    "site/test_supervisor",
    "site/test_index_use",
    "browser/test_every_page",
    "site/test_every_address.py::test_looking_changes_nothing",
    "imports/test_runs.py::test_a_hundred_thousand",
    "requests/test_turns.py::test_what_is_kept",
    "portal/test_join_attack.py::test_a_thousand",
    "requests/test_journeys",
    "customers/test_names.py::test_a_misspelt",
    "desk/test_told_to_nobody",
    "browser/test_kinds",
    "browser/test_people.py::test_every_page",
    "browser/test_policy.py::test_every_page",
)
# Of the others those that no process should be left alone with at the end.
LONGEST = (*LONG, "browser/test_journey", "site/test_every_address", "desk/test_confidential")
LEFT = {"django_content_type", "auth_permission", "django_migrations"}
# What others point to goes after them: no account goes while the ledger has places of it.
FIRST = ("goodword_ledgerentry",)
LAST = ("goodword_opportunity", "goodword_campaign", "goodword_member", "goodword_contact", "goodword_account")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--at 2028-02-29T23:59:30+00:00`: each test begins at this moment, to see that none depends on the day on which it runs."""
    parser.addoption("--at", default="")  # a text: the processes of a parallel run get no other


@pytest.fixture(autouse=True)
def _begins_at(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Our one clock goes on from the chosen moment. Queue, sessions and database keep the real time: tests of those differ by design."""
    begins_at = request.config.getoption("--at")
    if begins_at:
        ahead = datetime.fromisoformat(begins_at) - datetime.now(UTC)

        class Elsewhen(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> Any:
                return datetime.now(tz) + ahead

        monkeypatch.setattr(clock, "datetime", Elsewhen)


@pytest.fixture(autouse=True, scope="session")
def _history_can_be_emptied_between_tests() -> Any:
    """Between two tests the owner of the tables switches off the triggers that keep history, and empties what was filled.

    Django's own way truncates every table, filled or not, and makes all permissions anew: a quarter of a second a test.
    """
    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", _empty)
    yield
    patch.undo()


def _empty(case: TransactionTestCase) -> None:
    """Empty what was filled. What a browser sent last, and nobody waits for any more, may still be written: then once more."""
    for left in reversed(range(5)):
        try:
            _empty_once(case)
        except OperationalError:  # two waited for each other; the other one is done now
            if not left:
                raise
        else:
            return


def _empty_once(_case: TransactionTestCase) -> None:
    # goodword_cache is no model's table
    tables = sorted({*connection.introspection.django_table_names(only_existing=True, include_views=False), "goodword_cache"} - LEFT)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"lock table {', '.join(tables)} in share row exclusive mode")  # what is being written ends first
        cursor.execute(" union all ".join(f"select '{table}' where exists (select from {table})" for table in tables))
        filled = [name for (name,) in cursor.fetchall()]
        for table in KEPT:
            cursor.execute(f"alter table {table} disable trigger user")
        filled.sort(key=lambda table: -1 if table in FIRST else LAST.index(table) + 1 if table in LAST else 0)
        for table in [*filled, "goodword_accounttally", "goodword_ballmark"]:  # triggers add lines to these as the others are emptied
            cursor.execute(f"delete from {table}")
        cursor.execute("set constraints all immediate")
        for table in KEPT:
            cursor.execute(f"alter table {table} enable trigger user")
    with connection.cursor() as cursor:  # what a hundred thousand rows leave behind would be read by every test that follows
        cursor.execute("select relname from pg_class where relname = any(%s) and pg_relation_size(oid) > %s", [filled, LARGE])
        for (table,) in cursor.fetchall():
            cursor.execute(f"vacuum (analyze) {table}")
    lay_first_rows()


@pytest.fixture
def some_cities(db: Any) -> None:
    """A few cities are known."""
    del db
    know_some_cities()


@pytest.fixture
def import_ground(transactional_db: Any, settings: Any, tmp_path: Path) -> None:
    """Where lists can be brought in: the program and its controlled lists, a data folder of its own, and no job of another test."""
    del transactional_db
    settings.GOODWORD_DATA = tmp_path
    ensure_program()
    ensure_lists()
    with connection.cursor() as cursor:
        cursor.execute("truncate procrastinate_jobs cascade")


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what takes long, before it is decided which tests run."""
    if item.nodeid.startswith(tuple(f"tests/{name}" for name in LONG)):
        item.add_marker("long")
        item.add_marker("slow")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests first, so that no process ends alone with one; browser tests last, because their event loop stays in the process."""

    def place(item: pytest.Item) -> tuple[int, int]:
        kind = 2 if item.get_closest_marker("browser") else 0 if item.get_closest_marker("slow") else 1
        here = item.nodeid
        return kind, next((n for n, name in enumerate(LONGEST) if here.startswith(f"tests/{name}")), len(LONGEST))

    items.sort(key=place)


def pytest_collection_finish(session: pytest.Session) -> None:
    """What has been imported stays; looking through it for garbage again and again took a sixth of the time."""
    del session
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
