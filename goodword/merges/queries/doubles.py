"""Companies that are probably here twice: one website, or one name but for how it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from psycopg import sql

from goodword.customers.access import accounts_visible_to
from goodword.customers.models import Account
from goodword.customers.queries import by_name, nearest_first
from goodword.people.models import User

MOST: Final = 100
FEW: Final = 8
# A shorter word begins too many names.
SHORTEST_WORD: Final = 4

# What stays of a name without its legal form, signs and blanks; and the host of a website.
_KEYS = r"""
select a.id, a.name, a.search_name, a.created_at,
  regexp_replace(regexp_replace(a.search_name,
    '[\s,.&+/()\-]+(incorporated|inc|corporation|corp|company|co|limited|ltd|llc|llp|plc|gmbh|mbh|ag|kg|se|sa|sas|sarl|srl|spa|bv|nv|ab|as|asa|oy|oyj|aps|pty|pte|kk|group|holding|holdings)\.?(?=$|[\s,.&+/()\-])',
    '', 'g'), '[^[:alnum:]]+', '', 'g') as plain,
  nullif(regexp_replace(regexp_replace(lower(a.website), '^[a-z]+://', ''), '^www\.|[/:?#].*$', '', 'g'), '') as host
from goodword_account a
"""
_PAIRS = sql.SQL(
    """
with keys as materialized ({keys}),
plain as (select plain as key from keys where length(plain) > 2 group by 1 having count(*) between 2 and 12),
hosts as (select host as key from keys where host is not null group by 1 having count(*) between 2 and 12),
pairs as (
  select least(one.id, two.id) as a, greatest(one.id, two.id) as b, true as named, false as sited
    from plain p join keys one on one.plain = p.key join keys two on two.plain = p.key and two.id <> one.id
  union select least(one.id, two.id), greatest(one.id, two.id), false, true
    from hosts h join keys one on one.host = h.key join keys two on two.host = h.key and two.id <> one.id
)
select a, b, bool_or(named), bool_or(sited) from pairs group by a, b
order by (bool_or(named) and bool_or(sited)) desc, bool_or(named) desc, b desc limit %s
"""
).format(keys=sql.SQL(_KEYS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two companies that may be one, the one that has been here longer first, and why."""

    first: Account
    second: Account
    why: str


def pairs(reader: User) -> list[Pair]:
    """The likeliest doubles, at most a hundred: same name and website first. Parents and their children are not doubles."""
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS, [MOST])
        found = cursor.fetchall()
    rows = accounts_visible_to(reader).select_related("member", "owner").in_bulk({key for a, b, *_why in found for key in (a, b)})
    listed = []
    for a, b, named, sited in found:
        one, two = rows.get(a), rows.get(b)
        if one is None or two is None or one.pk == two.parent_id or two.pk == one.parent_id:
            continue
        listed.append(Pair(first=one, second=two, why=_why(named=named, sited=sited)))
    return listed


def _why(*, named: bool, sited: bool) -> str:
    if named and sited:
        return _("Same name and website")
    return _("Same name") if named else _("Same website")


def alike(account: Account, reader: User) -> QuerySet[Account]:
    """Companies that may be the same as one, likeliest first."""
    others = accounts_visible_to(reader).select_related("member").exclude(pk=account.pk)
    host = account.website.lower().partition("://")[2] or account.website.lower()
    host = host.removeprefix("www.").partition("/")[0]
    near = by_name(others, account.name).values("pk")
    wanted = Q(pk__in=near) | (Q(website__icontains=host) if host else Q(pk=None)) | Q(search_name__startswith=_first_word(account))
    return nearest_first(others.filter(wanted), account.name).order_by("named", "-alike", "search_name", "pk")[:FEW]


def _first_word(account: Account) -> str:
    word = account.search_name.split(" ")[0]
    return str(word) if len(word) >= SHORTEST_WORD else str(account.search_name)


def found_by(text: str, account: Account, reader: User) -> QuerySet[Account]:
    """Companies by what was typed, nearest first."""
    others = accounts_visible_to(reader).select_related("member").exclude(pk=account.pk)
    return nearest_first(by_name(others, text), text).order_by("named", "-alike", "search_name", "pk")[: 3 * FEW]
