"""Whose customer somebody is who registers: by address, mail domain, website, name, a slip in it; beside the bare SQL of the same."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import connection

from bench import generate
from bench.measure import percentile, timed
from bench.naming import slip
from bench.result import Result
from goodword.customers.models import Account
from goodword.recruiting.kinds import Match
from goodword.recruiting.queries import match_of

SIGNED_UP, GOAL_MS, GOAL_RATIO, GOAL_RIGHT = 500, 50, 4, 0.9
# Two of three have a website; of the others a colleague is known whose address says the domain.
_SITES = """
update goodword_account set website = 'https://www.' || replace(lower(name), ' ', '-') || '.example'
where source = 'bench' and mod(id, 3) > 0 and website = ''
"""
_PEOPLE = """
update goodword_contact c set email = 'person.' || c.id || '@' || replace(lower(a.name), ' ', '-') || '.example'
from goodword_account a where a.id = c.account_id and a.source = 'bench' and c.email like '%@example.org'
"""
_ADDRESS = "select account_id from goodword_contact where upper(email) = upper(%(email)s) and left_on is null limit 1"
_SITE = "select id from goodword_account where upper(website) like upper('%%' || %(domain)s || '%%') limit 50"
_COLLEAGUES = """
select account_id from goodword_contact where reverse(upper(email)) like reverse(upper('@' || %(domain)s)) || '%%' and left_on is null
group by account_id limit 2
"""
_NAME = """
select id from goodword_account where search_name %%> goodword_fold(%(company)s)
order by word_similarity(goodword_fold(%(company)s), search_name) desc, search_name limit 1
"""
Said = dict[str, str]


def run(size: int) -> Result:
    """Look for the customers of five hundred people, in six ways, among `size` customers; of fewer customers, of as many people."""
    generate.ensure(size)
    with connection.cursor() as cursor:
        cursor.execute(_SITES)
        cursor.execute(_PEOPLE)
        cursor.execute("vacuum analyze goodword_account")
        cursor.execute("vacuum analyze goodword_contact")
    dice, each = random.Random(5), min(SIGNED_UP, size) // 5
    walls, floor, right = dict[str, list[float]](), list[float](), list[bool]()
    for kind, make in WAYS.items():
        chosen = [dice.choice(_of_kind(kind)) for _ in range(each)]
        said = [(pk, make(name, known, dice)) for pk, name, known in chosen]
        for _pk, words in said[:3]:
            _found(words)
        walls[kind] = [timed(partial(_found, words)) for _pk, words in said]
        floor += [timed(partial(_bare, words)) for _pk, words in said]
        right += [_found(words) == pk for pk, words in said]
    every = [one for some in walls.values() for one in some]
    p95, bare, share = percentile(every, 0.95) * 1000, percentile(floor, 0.95) * 1000, sum(right) / len(right)
    return Result(
        name="join",
        size=size,
        figures={
            "any_p50_ms": percentile(every, 0.5) * 1000,
            "any_p95_ms": p95,
            **{f"{kind}_p95_ms": percentile(some, 0.95) * 1000 for kind, some in walls.items()},
            "right": share,
        },
        floor={"bare_sql_p50_ms": percentile(floor, 0.5) * 1000, "bare_sql_p95_ms": bare},
        ratio={"p95": p95 / bare},
        goal={"p95": f"{GOAL_MS} ms", "ratio": f"at most {GOAL_RATIO} times the bare SQL of the same", "right": "9 of 10"},
        met={"p95": p95 <= GOAL_MS, "ratio": p95 / bare <= GOAL_RATIO, "right": share >= GOAL_RIGHT},
        notes=[f"{each} people in each way; whoever has a slip in the name gives neither website nor an address at work"],
    )


def _of_kind(kind: str) -> list[tuple[int, str, str]]:
    """The customers that can be found in a way, each with the address of somebody there."""
    if not _KNOWN:
        _KNOWN.extend(Account.objects.filter(source="bench").order_by("pk").values_list("pk", "name", "contacts__email", "website"))
    with_site = {Match.DOMAIN: True, Match.WEBSITE: True, _COLLEAGUE: False}.get(kind)
    return [(pk, name, email) for pk, name, email, site in _KNOWN if with_site is None or bool(site) == with_site]


_KNOWN: list[tuple[int, str, str, str]] = []
_COLLEAGUE = "colleague"


def _at(name: str) -> str:
    return name.lower().replace(" ", "-") + ".example"


def _free(**said: str) -> Said:
    return {"email": "somebody@gmail.com", "company": "", "website": "", **said}


WAYS: dict[str, Callable[[str, str, random.Random], Said]] = {
    Match.ADDRESS: lambda _name, known, _dice: _free(email=known),
    Match.DOMAIN: lambda name, _known, _dice: _free(email=f"somebody@{_at(name)}"),
    _COLLEAGUE: lambda name, _known, _dice: _free(email=f"somebody@mail.{_at(name)}"),
    Match.WEBSITE: lambda name, _known, _dice: _free(website=f"https://shop.{_at(name)}/jobs"),
    Match.NAME: lambda name, _known, _dice: _free(company=f"{name} Ltd"),
    Match.NEAR_NAME: lambda name, _known, dice: _free(company=slip(name, dice)),
}


def _found(said: Said) -> int | None:
    """What a registration is matched to."""
    account = match_of(**said).account
    return account.pk if account is not None else None


def _bare(said: Said) -> Any:
    """The same by the bare statements: each of them until one finds something."""
    domain = said["website"].partition("//")[2].partition("/")[0] or said["email"].rpartition("@")[2]
    own = ".".join(domain.split(".")[-2:])
    with connection.cursor() as cursor:
        for statement in (_ADDRESS, *((_SITE, _COLLEAGUES) if own != "gmail.com" else ()), *((_NAME,) if said["company"] else ())):
            cursor.execute(statement, {**said, "domain": own})
            if row := cursor.fetchone():
                return row
    return None
