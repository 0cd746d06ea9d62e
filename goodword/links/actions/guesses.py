"""Counting what may not be tried too often (tokens that never existed, mails to one address), for all web processes together."""

from datetime import datetime, timedelta
from typing import Final

from django.db import connection
from psycopg import sql

from goodword.links.models import Guesses

WITHIN: Final = timedelta(minutes=10)
AN_HOUR: Final = timedelta(hours=1)
A_DAY: Final = timedelta(days=1)
_COUNT: Final = sql.SQL(
    """
insert into {} as kept (address, count, since) values (%(address)s, 1, %(at)s)
on conflict (address) do update set
  count = case when kept.since < %(from)s then 1 else kept.count + 1 end,
  since = case when kept.since < %(from)s then %(at)s else kept.since end
returning count
"""
).format(sql.Identifier(Guesses._meta.db_table))


def count_guess(address: str, *, at: datetime) -> int:
    """Count one more wrong token of an address and return how many there were lately; forgets addresses that have stopped."""
    return count_try(address, at=at, within=WITHIN)


def count_try(key: str, *, at: datetime, within: timedelta = AN_HOUR) -> int:
    """Count one more try of somebody and return how many there were lately; forgets who has stopped, after a day."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"address": key[:60], "at": at, "from": at - within})
        (count,) = cursor.fetchone()
    if count == 1:
        Guesses.objects.filter(since__lt=at - A_DAY).delete()
    return int(count)
