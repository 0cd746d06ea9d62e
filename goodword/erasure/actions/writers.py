"""Whoever was writing when a person went: what they write is seen only once they have ended."""

import time
from typing import Final

from django.db import connection

_LOOKS: Final = 40
_SECONDS_BETWEEN: Final = 0.05
_WRITING: Final = """
select distinct virtualtransaction from pg_locks
where locktype = 'relation' and mode = 'RowExclusiveLock' and granted and pid <> pg_backend_pid()
  and database = (select oid from pg_database where datname = current_database())
"""


def writers_have_ended() -> bool:
    """Wait a moment for all who write in this database now, holding up nobody; whether each of them has ended."""
    waited_for = _writing()
    for _look in range(_LOOKS):
        if not waited_for:
            return True
        time.sleep(_SECONDS_BETWEEN)
        waited_for &= _writing()
    return not waited_for


def _writing() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(_WRITING)
        return {name for (name,) in cursor.fetchall()}
