"""Record what was asked before Goodword: past asks take their place in the ledger, also those over a limit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection

_RECORD = """
select goodword_record_past_asks(array_agg(r.id), array_agg(r.account_id), array_agg(r.contact_id), array_agg(r.family),
    array_agg(r.activity_type), array_agg(r.asked_on), array_agg(r.answer), array_agg(r.effort), %(at)s)
  from ({rows}) r having count(*) > 0
"""


def record_past_asks(rows: str, *, params: Mapping[str, Any], at: datetime) -> None:
    """Record the asks of a trusted query, one entry each: of days before today alone, else the database refuses all of them.

    The query yields `id` (from the entries' sequence), `account_id`, `contact_id`, `family`, `activity_type`, `asked_on`, `answer`
    and `effort`. Callers hold the locks of the accounts. Which are over a limit the wall says, in `over_limit`.
    """
    with connection.cursor() as cursor:
        cursor.execute(_RECORD.format(rows=rows), {**params, "at": at})
