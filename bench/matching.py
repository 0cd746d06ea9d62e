"""Find, rank and explain the first 50 of all members, beside the bare SQL of the same rows."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from functools import partial
from typing import Any

from django.db import connection

from bench import generate
from bench.measure import percentile, timed
from bench.result import Result
from goodword.customers.models import Account
from goodword.customers.queries import by_name, nearest_first
from goodword.demo.companies import REPLACED, USE_CASES
from goodword.people.models import Region
from goodword.policy.explain.fits import explain_fit
from goodword.policy.explain.verdicts import explain
from goodword.policy.fit import Need, score
from goodword.policy.queries import InForce, Inquiry, best_members, in_force, judge_accounts

ROUNDS, SHOWN = 40, 50


def run(size: int) -> Result:
    """Search `size` members for forty different needs."""
    generate.ensure(size)
    at = datetime.now(UTC)
    needs = _needs()
    whole, floor = list[float](), list[float]()
    for need in [*needs[:2], *needs]:  # two rounds to warm up
        whole.append(timed(partial(_search, need, at)))
        sql, params = _statement(need, at)
        floor.append(timed(partial(_bare, sql, params)))
    whole, floor = whole[2:], floor[2:]
    slips = [timed(partial(_named, name)) for name in _misspelt()]
    p95, bare = percentile(whole, 0.95) * 1000, percentile(floor, 0.95) * 1000
    return Result(
        name="match",
        size=size,
        figures={
            "p50_ms": percentile(whole, 0.5) * 1000,
            "p95_ms": p95,
            "misspelt_name_p50_ms": percentile(slips, 0.5) * 1000,
            "misspelt_name_p95_ms": percentile(slips, 0.95) * 1000,
        },
        floor={"bare_sql_p50_ms": percentile(floor, 0.5) * 1000, "bare_sql_p95_ms": bare},
        ratio={"p95": p95 / bare},
        goal={"p95": "100 ms", "ratio": "at most 2.5 times the bare SQL"},
        met={"p95": p95 <= 100, "ratio": p95 / bare <= 2.5},
        notes=[f"{ROUNDS} needs, the first {SHOWN} found, ranked, judged and put in words; {ROUNDS} names of all accounts, each misspelt"],
    )


def _needs() -> list[Need]:
    dice = random.Random(7)
    regions = list(Region.objects.values_list("code", flat=True))
    return [
        Need(
            industries=frozenset(dice.sample(generate.INDUSTRIES, dice.randint(0, 2))),
            region=dice.choice(["", *regions]),
            use_cases=frozenset(dice.sample(USE_CASES, dice.randint(0, 2))),
            segment=dice.choice(("", "enterprise", "smb")),
            competitors=frozenset(dice.sample(REPLACED, dice.randint(0, 1))),
        )
        for _ in range(ROUNDS)
    ]


def _misspelt() -> list[str]:
    """Forty names, two letters of each changed about."""
    names = Account.objects.order_by("external_id").values_list("name", flat=True)[:ROUNDS]
    return [f"{name[:2]}{name[3]}{name[2]}{name[4:]}" for name in names]


def _named(text: str) -> list[Account]:
    return list(nearest_first(by_name(Account.objects.all(), text), text).order_by("named", "-alike", "name")[:SHOWN])


def _query(need: Need, at: datetime) -> tuple[Any, Inquiry, InForce]:
    now = in_force(at)
    inquiry = Inquiry(activity_type="sales_call", ask_on=now.today, kind="sales_call")
    rows = best_members(need, inquiry, now)
    return rows.values_list("pk", "fit")[:SHOWN], inquiry, now


def _statement(need: Need, at: datetime) -> tuple[str, Any]:
    rows, _, _ = _query(need, at)
    statement: tuple[str, Any] = rows.query.sql_with_params()
    return statement


def _bare(sql: str, params: Any) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows: list[tuple[object, ...]] = cursor.fetchall()
        return rows


def _search(need: Need, at: datetime) -> list[object]:
    rows, inquiry, now = _query(need, at)
    ids = [row[0] for row in rows]
    judged = judge_accounts(ids, inquiry, now)
    accounts = Account.objects.in_bulk(ids)
    shown: list[object] = []
    for pk in ids:
        facts, judgement = judged[pk]
        fit = score(facts, need, now.numbers)
        shown.append((accounts[pk].name, explain(judgement, family=inquiry.family, today=now.today), explain_fit(fit, today=now.today)))
    return shown
