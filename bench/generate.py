"""Rows in bulk, made by the database itself: accounts, contacts, members, a ledger. Seeded, so that every run sees the same.

Segment, region and standing are hashed each for itself, so that every combination of them occurs.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from goodword.demo.companies import REPLACED, USE_CASES

MARK = "bench_made"
STEMS = (
    "alder",
    "birch",
    "cedar",
    "dunlin",
    "ember",
    "finch",
    "grove",
    "heron",
    "isle",
    "juniper",
    "kestrel",
    "larch",
    "merle",
    "north",
    "otter",
    "pine",
    "quill",
    "raven",
    "sable",
    "tarn",
    "umber",
    "vale",
    "wren",
    "yarrow",
    "zephyr",
    "ardent",
    "bright",
    "calder",
    "drift",
    "even",
    "frost",
    "gale",
)
INDUSTRIES = (
    "banking",
    "insurance",
    "payments",
    "public_sector",
    "healthcare",
    "life_sciences",
    "software",
    "telecommunications",
    "media",
    "retail",
    "food",
    "automotive",
    "energy",
    "transport",
    "manufacturing",
    "education",
    "defence",
    "semiconductors",
    "consumer_goods",
    "utilities",
)
COUNTRIES = ("US", "CA", "GB", "DE", "FR", "NL", "SE", "NO", "ES", "IT", "PL", "JP", "KR", "IN", "AU", "BR")

ACCOUNTS = """
insert into goodword_account (name, source, external_id, website, description, industry, region_id, city, state, country, segment, tier, seats, use_cases,
  stages_used, tech_stack, competitors_replaced, product_version, health, renewal_on, blocked_prospects, do_not_contact, unmapped, created_at, updated_at)
select initcap((%(stems)s::text[])[1 + mod(hashint4(n)::bigint + 2147483648, 32)::int] || (%(stems)s::text[])[1 + mod(hashint4(n * 7)::bigint + 2147483648, 32)::int]) || ' '
    || (%(industries)s::text[])[1 + mod(n, 20)] || ' ' || n,
  'bench', 'B-' || n, '', '', (%(industries)s::text[])[1 + mod(n, 20)], (select id from goodword_region order by position, id offset mod(hashtext(n || 'region')::bigint + 2147483648, 3) limit 1),
  'City ' || mod(n, 500), '', (%(countries)s::text[])[1 + mod(n * 7, 16)], (array['strategic','enterprise','mid_market','smb'])[1 + mod(hashtext(n || 'segment')::bigint + 2147483648, 4)::int],
  (array['standard','premium','ultimate'])[1 + mod(n, 3)], 10 + mod(n * 13, 5000),
  array[(%(use_cases)s::text[])[1 + mod(n, 10)], (%(use_cases)s::text[])[1 + mod(n * 3 + 1, 10)]], '{}', '{}', array[(%(competitors)s::text[])[1 + mod(n, 6)]], '',
  (array['good','good','good','fair','poor',''])[1 + mod(n * 5, 6)], current_date + mod(n * 17, 700), '{}', false, '{}', now(), now()
from generate_series(1, %(size)s) n
"""
CONTACTS = """
insert into goodword_contact (account_id, name, email, phone, title, persona, languages, time_zone, is_champion, do_not_contact, source, external_id, created_at, updated_at)
select id, 'Person ' || id, 'person' || id || '@example.org', '', '', 'executive', array[(array['en','de','fr','ja'])[1 + mod(id, 4)::int]], 'UTC', true, false, 'bench', 'P-' || id, now(), now()
from goodword_account where source = 'bench'
"""
MEMBERS = """
insert into goodword_member (account_id, standing, standing_at, agreed_types, refused_types, comfort, preferences, joined_on, how_joined, territories)
select id, (array['active','active','active','active','caution','retired'])[1 + mod(hashtext(id || 'standing')::bigint + 2147483648, 6)::int], now(), array['sales_call','event_talk','quote'], '{}', '', '', current_date - 400, 'by_hand', '{}'
from goodword_account where source = 'bench'
"""
LEDGER = """
insert into goodword_ledgerentry (holder_id, account_id, family, activity_type, kind, from_on, to_on, planned_on, asked_on, effort, created_at)
select a.id, a.id, f.family, f.activity, 'ask', lower(period), upper(period), day, day, 2, now()
from goodword_account a
cross join (values ('call', 'sales_call', 20), ('call', 'sales_call', 210), ('participation', 'event_talk', 330)) f(family, activity, back)
cross join lateral (select current_date - f.back - mod(a.id, 60)::int as day) d
cross join lateral (select goodword_usage_period(day, 'quarters', case f.family when 'call' then 1 else 2 end, p.fiscal_first_month) as period
  from goodword_program p) q
where a.source = 'bench' and mod(a.id + f.back, 6) < 5
"""


def ensure(size: int) -> None:
    """Make `size` accounts with a contact, a member and two to three asks each, unless they are there already."""
    with connection.cursor() as cursor:
        cursor.execute(f"create table if not exists {MARK} (size int)")
        cursor.execute(f"select size from {MARK}")
        row = cursor.fetchone()
        if row and row[0] == size:
            return
        _empty(cursor)
        values: dict[str, Any] = {
            "size": size,
            "stems": list(STEMS),
            "industries": list(INDUSTRIES),
            "countries": list(COUNTRIES),
            "use_cases": list(USE_CASES),
            "competitors": list(REPLACED),
        }
        for statement in (ACCOUNTS, CONTACTS, MEMBERS):
            cursor.execute(statement, values)
        cursor.execute(
            "alter table goodword_ledgerentry disable trigger ledger_wall"
        )  # made within the limits, one by one would take minutes
        cursor.execute(LEDGER)
        cursor.execute("alter table goodword_ledgerentry enable trigger ledger_wall")
        cursor.execute(f"insert into {MARK} values (%s)", [size])
        cursor.execute("analyze")


def empty() -> None:
    """Take every account away again."""
    with connection.cursor() as cursor:
        cursor.execute(f"create table if not exists {MARK} (size int)")
        _empty(cursor)


def _empty(cursor: CursorWrapper) -> None:
    tables = ("goodword_ledgerentry", "goodword_ledgermove", "goodword_entry", "goodword_subject")
    for table in tables:
        cursor.execute(f"alter table {table} disable trigger user")
    cursor.execute(f"truncate goodword_account, goodword_ledgersummary, goodword_ledgerholder, goodword_poolmember, {MARK} cascade")
    for table in tables:
        cursor.execute(f"alter table {table} enable trigger user")
