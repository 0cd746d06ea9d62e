"""The web role uses rows; it changes no schema and rewrites no history."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction
from procrastinate.contrib.django import app

from goodword.customers.models import Account
from goodword.site import database, roles
from tests.factories.customers import an_account

REFUSED = [
    "CREATE TABLE mine (id int)",
    "ALTER TABLE goodword_account ADD COLUMN mine int",
    "DROP TABLE goodword_account",
    "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "ALTER TABLE goodword_entry DISABLE TRIGGER USER",
    "TRUNCATE goodword_comment",
    "DELETE FROM django_migrations",
    *(f"UPDATE {table} SET id = id" for table in roles.APPEND_ONLY),
    *(f"DELETE FROM {table}" for table in roles.APPEND_ONLY),
    *(f"TRUNCATE {table} CASCADE" for table in roles.APPEND_ONLY),
    *(f"DELETE FROM {table}" for table in roles.BY_TRIGGER),
    *(f"UPDATE {table} SET id = id" for table in roles.ERASABLE),
    "INSERT INTO goodword_accounttally (industry, segment, standing, accounts) VALUES ('', '', '', 1)",
]


@pytest.fixture
def as_web(db: None) -> Iterator[None]:
    """The same connection with the rights of the web role."""
    del db
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [database.WEB])
        if not cursor.fetchone():
            cursor.execute(f"CREATE ROLE {database.WEB}")
    roles.grant_web_role(database.WEB)
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {database.WEB}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


@pytest.fixture
def vestara(db: None) -> Account:
    """A customer that stands already."""
    del db
    return an_account("Vestara")


@pytest.mark.parametrize("statement", REFUSED)
def test_the_database_refuses(as_web: None, statement: str) -> None:
    """By itself, whatever our code may think."""
    with pytest.raises(ProgrammingError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)


def test_ordinary_work_is_allowed(vestara: Account, as_web: None) -> None:
    """Rows are written and read, triggers keep their own, and jobs are deferred."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO goodword_team (code, name) VALUES ('sales', 'Sales') RETURNING id")
        assert cursor.fetchone()
        cursor.execute("UPDATE goodword_team SET name = 'Selling' WHERE code = 'sales'")
        assert cursor.rowcount == 1
        cursor.execute("DELETE FROM goodword_team WHERE code = 'sales'")
        assert cursor.rowcount == 1
        cursor.execute("UPDATE goodword_account SET industry = 'banking' WHERE name = 'Vestara'")
        assert cursor.rowcount == 1
        cursor.execute("SELECT sum(accounts) FROM goodword_accounttally WHERE industry = 'banking'")
        assert cursor.fetchone()[0] == 1
    app.configure_task("goodword.forget_old_jobs").defer(timestamp=0)


def test_the_triggers_of_ours_serve_no_table_of_its_own(as_web: None) -> None:
    """They write with the owner's rights, so on a table that somebody makes up they would write whatever that table says."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace"
            " AND p.proname LIKE 'goodword%' AND p.prorettype = 'trigger'::regtype ORDER BY 1"
        )
        ours = [name for (name,) in cursor.fetchall()]
        assert len(ours) > 10
        cursor.execute("CREATE TEMPORARY TABLE made_up (LIKE goodword_account)")
    for name in ours:
        with pytest.raises(ProgrammingError, match="permission denied for function"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"CREATE TRIGGER forges AFTER UPDATE ON made_up FOR EACH ROW EXECUTE FUNCTION {name}")


def test_every_append_only_table_exists(db: None) -> None:
    """A table that was renamed would silently lose its second wall."""
    del db
    assert set(roles.APPEND_ONLY) <= set(connection.introspection.table_names())
