"""A customer with a limit, and a connection of the web role."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from goodword.customers.models import Account
from goodword.ledger.models import LimitInForce
from goodword.people.models import Program
from goodword.site.roles import grant_web_role

ROLE = "goodword_wall_test"


@pytest.fixture
def customer(transactional_db: None) -> Account:
    """A customer that may be asked for one call a quarter."""
    Program.objects.update_or_create(pk=1, defaults={"fiscal_first_month": 2, "ledger_holder": "account"})
    LimitInForce.objects.filter(family="call").delete()
    LimitInForce.objects.create(family="call", most=1, period="quarters", every=1)
    return Account.objects.create(name="Merle & Co")


@pytest.fixture
def web(customer: Account) -> Iterator[psycopg.Connection]:
    """A connection of its own as the web role."""
    with connection.cursor() as cursor:
        cursor.execute("select 1 from pg_roles where rolname = %s", [ROLE])
        if cursor.fetchone() is None:
            cursor.execute(sql.SQL("create role {} nologin").format(sql.Identifier(ROLE)).as_string(cursor.connection))
        cursor.execute(sql.SQL("grant {} to current_user").format(sql.Identifier(ROLE)).as_string(cursor.connection))
    grant_web_role(ROLE)
    parameters = connection.get_connection_params()
    with psycopg.connect(**{k: v for k, v in parameters.items() if k in ("host", "port", "user", "password", "dbname")}) as opened:
        opened.execute(sql.SQL("set role {}").format(sql.Identifier(ROLE)))
        opened.commit()
        yield opened
        opened.rollback()
