"""Which staged row is which customer: within the file first, then against what is here. Sets, never row by row."""

from __future__ import annotations

from datetime import date
from typing import Any

from goodword.customers.models import Account, Campaign, Contact, Member, Opportunity
from goodword.imports.actions import merged, speaking
from goodword.imports.actions.staging import SEEN, TABLE, execute
from goodword.imports.kinds import Kind
from goodword.ledger.models import LedgerEntry
from goodword.people.models import User

ACCOUNT, CONTACT = Account._meta.db_table, Contact._meta.db_table
MODELS: dict[str, Any] = {
    "accounts": Account,
    "contacts": Contact,
    "opportunities": Opportunity,
    "members": Member,
    "health": Account,
    "asks": LedgerEntry,
    "campaigns": Campaign,
    "people": User,
}

# The first row about the same thing counts.
_FIRST = f"""
with several as (
  select {{key}} as key, min(line) as first from {TABLE} s where outcome is null group by 1 having count(*) > 1
)
update {TABLE} s set outcome = 'duplicate', first_line = v.first from several v
  where s.outcome is null and v.key = {{key}} and v.first <> s.line
"""
# Of several checks of one customer the newest counts; one without a day was said today. What is no check at all stands in nobody's way.
_NO_CHECKS = (
    f"update {TABLE} set outcome = 'no_score' where outcome is null and health_score > 100",
    f"update {TABLE} set outcome = 'checked_later' where outcome is null and checked_on > %(today)s",
)
_NEWEST = f"""
with ranked as (
  select line, coalesce(checked_on, %(today)s) as day,
    first_value(line) over newest as newest, first_value(coalesce(checked_on, %(today)s)) over newest as last_day
  from {TABLE} where outcome is null
  window newest as (partition by account_id order by coalesce(checked_on, %(today)s) desc, line)
)
update {TABLE} s set outcome = 'newer_line', first_line = r.newest from ranked r where r.line = s.line and r.day < r.last_day
"""
# A name without a country says nothing when accounts of that name stand in several countries, here or in the file.
_WHICH_COUNTRY = f"""
with names as (select distinct name_key from {TABLE} where outcome is null and external_id is null and country is null),
spots as (
  select name_key, w.country from names join {TABLE} w using (name_key) where w.outcome is null and w.country is not null
  union select n.name_key, a.country from names n join {ACCOUNT} a on a.search_name = n.name_key where a.country <> ''
), several as (select name_key from spots group by name_key having count(*) > 1)
update {TABLE} s set outcome = 'ambiguous' from several
  where several.name_key = s.name_key and s.outcome is null and s.external_id is null and s.country is null
"""
# Accounts of one file that have no ID of their own may be the same as one that has, or as one that names the country.
_ACCOUNT_RIVALS = f"""
with rivals as (
  select r.line, count(*) as others, min(w.line) as other from {TABLE} r join {TABLE} w on w.name_key = r.name_key and w.line <> r.line
  where r.outcome is null and w.outcome is null and r.external_id is null
    and ((w.external_id is not null and coalesce(w.country, '') = coalesce(r.country, '')) or (r.country is null and w.country is not null))
  group by r.line
), losers as (
  select greatest(line, other) as line, least(line, other) as first from rivals where others = 1
  union all select line, null from rivals where others > 1
)
update {TABLE} s set outcome = case when l.first is null then 'ambiguous' else 'duplicate' end, first_line = l.first
  from (select line, min(first) as first from losers group by line) l where l.line = s.line
"""
_BY_ID = f"""
update {TABLE} s set target_id = a.id, found_by = 'id' from {{table}} a
  where s.line between %(first)s and %(last)s and s.outcome is null and s.external_id is not null
    and a.source = %(source)s and a.external_id = s.external_id
"""
_ACCOUNTS_BY_NAME = f"""
with candidates as (
  select s.line, a.id, a.country = coalesce(s.country, '') as exact, a.country = '' as blank
  from {TABLE} s join {ACCOUNT} a on a.search_name = s.name_key
  where s.line between %(first)s and %(last)s and s.outcome is null and s.target_id is null
    and (s.external_id is null or a.external_id = '' or a.source <> %(source)s)
), judged as (
  select line, count(*) as named, count(*) filter (where exact) as exacts, min(id) filter (where exact) as exact_id,
    min(id) as any_id, bool_or(blank) as blank
  from candidates group by line
)
update {TABLE} s set
    found_by = 'name',
    target_id = case when j.exacts = 1 then j.exact_id
      when j.exacts = 0 and j.named = 1 and (s.country is null or j.blank) then j.any_id end,
    outcome = case when s.external_id is null
      and (j.exacts > 1 or (j.exacts = 0 and s.country is null and j.named > 1)) then 'ambiguous' end
  from judged j where j.line = s.line
"""
_BY_WHAT_IS_KNOWN = f"""
with candidates as (
  select s.line, count(*) as found, min(a.id) as id from {TABLE} s join {{table}} a on {{condition}}
  where s.line between %(first)s and %(last)s and s.outcome is null and s.target_id is null
    and {{free}}
  group by s.line
)
update {TABLE} s set found_by = '{{how}}', target_id = case when c.found = 1 or {{any}} then c.id end,
    outcome = case when c.found > 1 and not {{any}} and s.external_id is null then 'ambiguous' end
  from candidates c where c.line = s.line
"""
# What has an ID of this source already is known by that alone.
_HAS_NO_ID = "(s.external_id is null or a.external_id = '' or a.source <> %(source)s)"
# Two rows of one file that turn out to be the same: the ID decides, then the first line; the other is new if it has an ID of its own.
_SAME_TARGET = f"""
with ranked as (
  select s.line, coalesce(e.line, first_value(s.line) over (
      partition by s.target_id order by (s.found_by not in ('id', 'merged')), s.found_by <> 'id', s.line)) as first
  from {TABLE} s left join {SEEN} e on e.target_id = s.target_id
  where s.target_id is not null and s.outcome is null and s.line between %(first)s and %(last)s
)
update {TABLE} s set
    target_id = null, found_by = null,
    outcome = case when s.external_id is null or s.found_by in ('id', 'merged') then 'duplicate' end,
    first_line = case when s.external_id is null or s.found_by in ('id', 'merged') then r.first end
  from ranked r where r.line = s.line and r.first <> s.line
"""
# The host of a website, and of what a list has in its place: an address of a page, a domain, a mail address.
_HOST = r"regexp_replace(lower({0}), '^(https?://)?([^@/]*@)?(www\.)?([^/?#]*).*$', '\4')"
_ACCOUNT_BY_SITE = f"""
with found as (
  select s.line, count(*) as found, min(a.id) as id from {TABLE} s
    join {ACCOUNT} a on a.website <> '' and {_HOST.format("a.website")} = {_HOST.format("s.account_site")}
  where s.account_id is null and s.account_site is not null group by s.line
)
update {TABLE} s set account_id = case when f.found = 1 then f.id end, outcome = case when f.found > 1 then 'which_account' end
  from found f where f.line = s.line
"""
_ACCOUNT_OF = f"""
with by_id as (
  select s.line, count(*) as found, min(a.id) as id from {TABLE} s
    join {ACCOUNT} a on a.external_id = s.account_ref and a.source = %(source)s
  where s.account_ref is not null group by s.line
), elsewhere as (
  select s.line, count(*) as found, min(a.id) as id from {TABLE} s join {ACCOUNT} a on a.external_id = s.account_ref
  where s.account_ref is not null and a.external_id <> '' group by s.line
), by_name as (
  select s.line, count(*) as found, min(a.id) as id from {TABLE} s
    join {ACCOUNT} a on a.search_name = goodword_fold(coalesce(s.account_name, s.account_ref))
    and (s.account_country is null or a.country = s.account_country)
  group by s.line
)
update {TABLE} s set account_id = coalesce(b.id, case when e.found = 1 then e.id end, case when n.found = 1 then n.id end),
    outcome = case when coalesce(b.id, case when e.found = 1 then e.id end) is null and n.found > 1 then 'which_account' end
  from {TABLE} t left join by_id b using (line) left join elsewhere e using (line) left join by_name n using (line)
  where t.line = s.line and (s.account_ref is not null or s.account_name is not null)
"""

_PERSON = f"""
update {TABLE} s set {{person}} = c.id from {CONTACT} c
  where s.outcome is null and c.account_id = s.account_id and c.email <> '' and upper(c.email) = upper(s.{{mail}})
"""


def within_file(kind: Kind, *, source: str, today: date) -> None:
    """Find the rows of one file that are about the same thing, once all of them are staged."""
    if kind.belongs_to_account:
        execute(_ACCOUNT_OF, {"source": source})
        merged.find_accounts(source=source)
        if "account_site" in kind.columns:
            execute(_ACCOUNT_BY_SITE)
        if kind.needs_account:
            execute(f"update {TABLE} set outcome = 'no_account' where account_id is null and outcome is null")
        else:
            keep_unknown_accounts()
    if kind.is_named_by_account:
        execute(f"update {TABLE} s set name = a.name from {ACCOUNT} a where a.id = s.account_id")
    for mail in (name for name in kind.columns if name.endswith("_mail")):
        execute(_PERSON.format(mail=mail, person=f"{mail.removesuffix('_mail')}_id"))
    key = f"case when external_id is not null then 'id ' || external_id else {kind.same} end"
    if kind.lists_speakers:
        speaking.gather(key, source=source)
    if "checked_on" in kind.columns:
        for statement in (*_NO_CHECKS, _NEWEST):
            execute(statement, {"today": today})
    execute(_FIRST.format(key=key))
    merged.set_aside(kind, MODELS[kind.name]._meta.db_table, source=source)
    if kind.stands_in_country:
        execute(_WHICH_COUNTRY)
        execute(_ACCOUNT_RIVALS)


def keep_unknown_accounts() -> None:
    """A deal is taken without its account; the account's name or ID is kept beside it until it is known."""
    execute(f"update {TABLE} set outcome = null where outcome = 'which_account'")
    execute(
        f"""update {TABLE} set unmapped = unmapped || jsonb_build_object('account', coalesce(account_name, account_ref))
        where account_id is null and coalesce(account_name, account_ref) is not null"""
    )
    execute(f"update {TABLE} set settled = settled || array['account'] where account_id is not null")


def against_the_database(kind: Kind, *, source: str, first: int, last: int) -> None:
    """Find the customers that staged lines are about; what is found by nothing is new."""
    params = {"source": source, "first": first, "last": last}
    table = MODELS[kind.name]._meta.db_table
    if kind.has_ids:
        execute(_BY_ID.format(table=table), params)
    if kind.stands_in_country:
        execute(_ACCOUNTS_BY_NAME, params)
    for known in kind.known_by:
        free = _HAS_NO_ID if kind.has_ids else "true"
        words = {"table": table, "how": known.how, "condition": known.condition, "free": free, "any": str(known.takes_first).lower()}
        execute(_BY_WHAT_IS_KNOWN.format(**words), params)
    merged.find(kind, source=source, first=first, last=last)
    execute(_SAME_TARGET, params)
