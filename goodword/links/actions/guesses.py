"""Counting tokens that never existed, per address and for all web processes together."""

from datetime import datetime, timedelta
from typing import Final

from django.db import connection

from goodword.links.models import Guesses

WITHIN: Final = timedelta(minutes=10)
_COUNT: Final = f"""
insert into {Guesses._meta.db_table} as kept (address, count, since) values (%(address)s, 1, %(at)s)
on conflict (address) do update set
  count = case when kept.since < %(from)s then 1 else kept.count + 1 end,
  since = case when kept.since < %(from)s then %(at)s else kept.since end
returning count
"""  # noqa: S608 (the name of our own table)


def count_guess(address: str, *, at: datetime) -> int:
    """Count one more wrong token of an address and return how many there were lately; forgets addresses that have stopped."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"address": address[:60], "at": at, "from": at - WITHIN})
        (count,) = cursor.fetchone()
    if count == 1:
        Guesses.objects.filter(since__lt=at - WITHIN).delete()
    return int(count)
