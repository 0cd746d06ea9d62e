"""Rows of a file about somebody who was merged into another: the one that stays is meant, by the ID, name or address that went."""

from __future__ import annotations

from goodword.customers.models import Account, Contact, Merge
from goodword.imports.actions.staging import TABLE, execute, fetch
from goodword.imports.kinds import Kind

ACCOUNT, CONTACT, MERGE = Account._meta.db_table, Contact._meta.db_table, Merge._meta.db_table
_HOLDS = "m.split_at is null and m.kind"
# Where the file has a row for the one that stays too, that row says more about it.
_TWICE = f"""
update {TABLE} s set outcome = 'duplicate', first_line = w.line
  from {MERGE} m join {{table}} a on a.id = m.now_id join {TABLE} w on w.external_id = a.external_id
  where s.outcome is null and {_HOLDS} = %(noun)s and m.source = %(source)s and m.external_id = s.external_id
    and a.source = %(source)s and w.line <> s.line
"""
_ACCOUNT_OF = f"""
update {TABLE} s set account_id = m.now_id from {MERGE} m
  where s.account_id is null and s.outcome is null and {_HOLDS} = 'account' and m.external_id <> '' and m.external_id = s.account_ref
    and m.source = %(source)s
"""
_ACCOUNT_NAMED = f"""
with named as (
  select s.line, min(m.now_id) as id from {TABLE} s join {MERGE} m on m.search_name = goodword_fold(coalesce(s.account_name, s.account_ref))
  where s.account_id is null and s.outcome is null and {_HOLDS} = 'account' and (s.account_country is null or m.country = s.account_country)
  group by s.line having count(distinct m.now_id) = 1
)
update {TABLE} s set account_id = n.id from named n where n.line = s.line
"""
_BY_ID = f"""
update {TABLE} s set target_id = m.now_id, found_by = 'merged' from {MERGE} m
  where s.line between %(first)s and %(last)s and s.outcome is null and s.target_id is null and s.external_id is not null
    and {_HOLDS} = %(noun)s and m.source = %(source)s and m.external_id = s.external_id
"""
_BY_NAME = f"""
with named as (
  select s.line, min(a.id) as id from {TABLE} s join {MERGE} m on m.search_name = s.name_key join {ACCOUNT} a on a.id = m.now_id
  where s.line between %(first)s and %(last)s and s.outcome is null and s.target_id is null and {_HOLDS} = 'account'
    and (s.country is null or m.country in ('', s.country))
    and (s.external_id is null or a.external_id = '' or a.source <> %(source)s)
  group by s.line having count(distinct a.id) = 1
)
update {TABLE} s set target_id = n.id, found_by = 'merged' from named n where n.line = s.line
"""
_BY_ADDRESS = f"""
update {TABLE} s set target_id = a.id, found_by = 'merged' from {MERGE} m join {CONTACT} a on a.id = m.now_id
  where s.line between %(first)s and %(last)s and s.outcome is null and s.target_id is null and {_HOLDS} = 'contact'
    and a.account_id = s.account_id and m.email <> '' and upper(m.email) = upper(s.email)
    and (s.external_id is null or a.external_id = '' or a.source <> %(source)s)
"""


def find_accounts(*, source: str) -> None:
    """The company that stays, for rows that belong to one that was merged away."""
    if _any("account"):
        execute(_ACCOUNT_OF, {"source": source})
        execute(_ACCOUNT_NAMED)


def set_aside(kind: Kind, table: str, *, source: str) -> None:
    """Leave out the rows about somebody merged away whose other row stands in the same file."""
    if kind.has_ids and _any(kind.one):
        execute(_TWICE.format(table=table), {"source": source, "noun": kind.one})


def find(kind: Kind, *, source: str, first: int, last: int) -> None:
    """The one that stays, for lines about somebody who was merged away and whom nothing else finds."""
    if not _any(kind.one):
        return
    params = {"source": source, "first": first, "last": last, "noun": kind.one}
    execute(_BY_ID, params)
    if kind.one == Merge.ACCOUNT:
        execute(_BY_NAME, params)
    elif kind.one == Merge.CONTACT:
        execute(_BY_ADDRESS, params)


def _any(noun: str) -> bool:
    return bool(fetch(f"select 1 from {MERGE} m where {_HOLDS} = %(noun)s limit 1", {"noun": noun}))
