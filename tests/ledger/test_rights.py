"""The rights of the web role while another house starts and gives them anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import psycopg
from django.db import connection

from goodword.site.roles import grant_web_role
from tests.ledger.conftest import ROLE

LOOK = "select has_column_privilege(%s, 'goodword_ledgerholder', 'taken', 'update'), has_table_privilege(%s, 'goodword_entry', 'update')"


def test_no_place_is_refused_and_no_history_open_while_a_second_house_starts(web: psycopg.Connection) -> None:
    seen = set()

    def look(execute: Callable[..., Any], statement: str, values: Any, many: bool, context: dict[str, Any]) -> Any:
        done = execute(statement, values, many, context)
        seen.add(web.execute(LOOK, [ROLE, ROLE]).fetchone())
        web.commit()
        return done

    with connection.execute_wrapper(look):
        grant_web_role(ROLE)
    assert seen == {(True, False)}
