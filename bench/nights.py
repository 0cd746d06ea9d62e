"""The night in which rules move members: one that moves nobody, one that moves one in a hundred, one that lets them go; beside bare SQL."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from functools import partial

from django.db import connection, transaction

from bench import generate
from bench.measure import Spent, spent
from bench.result import Result
from goodword.policy import actions as policy

ROUNDS, ONE_IN, OF_FEW = 3, 100, 10
# Everybody active, well, far from renewal and lately confirmed: made so behind the triggers, which would take it for a person's hand.
_QUIET = (
    "alter table goodword_member disable trigger user",
    """update goodword_member set standing = 'active', standing_rule = '', standing_fact = '', standing_from = '', standing_until = null,
    standing_seen = '{}', paused_until = null, verified_on = current_date""",
    "alter table goodword_member enable trigger user",
    "update goodword_account set health = 'good', renewal_on = current_date + 500, escalated_on = null where source = 'bench'",
    "analyze",
)
_AIL = "update goodword_account set health = %s where source = 'bench' and mod(id, %s) = 0"
_LOOK = """
select count(*) from goodword_member m join goodword_account a on a.id = m.account_id
where (m.standing = 'active' and (a.health = 'poor' or a.escalated_on is not null or a.renewal_on < current_date + 30))
  or m.standing_rule <> ''
"""
_MOVE = "update goodword_member set standing = %s, standing_rule = %s, standing_fact = %s, standing_at = now() where account_id = %s"


def run(size: int) -> Result:
    """Sweep `size` members: nobody to move, one in a hundred to move, the same back; the median of some rounds."""
    generate.ensure(size)
    policy.ensure_first_version()
    one_in = ONE_IN if size >= ONE_IN * OF_FEW else OF_FEW
    with connection.cursor() as cursor:
        for statement in _QUIET:
            cursor.execute(statement)
        cursor.execute("select id from goodword_account where source = 'bench' and mod(id, %s) = 0 order by id", [one_in])
        ailing = [pk for (pk,) in cursor.fetchall()]
    at, load = datetime.now(UTC), os.getloadavg()[0]
    quiet, moving, back, look, bare = list[Spent](), list[Spent](), list[Spent](), list[Spent](), list[Spent]()
    moved = returned = 0
    for number in range(ROUNDS):
        night = at + timedelta(days=number)
        quiet.append(spent(partial(policy.sweep_standing, night)))
        look.append(spent(_look))
        _ail("poor", one_in)
        moving.append(spent(partial(_swept, night, counted := [])))
        moved += counted[0][0]
        _ail("good", one_in)
        back.append(spent(partial(_swept, night, counted := [])))
        returned += counted[0][1]
        bare.append(spent(partial(_move, ailing)))
        _move(ailing, standing="active", rule="", fact="")
    of_each = {name: sorted(each)[ROUNDS // 2] for name, each in (("quiet", quiet), ("moving", moving), ("back", back))}
    floors = {name: sorted(each)[ROUNDS // 2] for name, each in (("look", look), ("move", bare))}
    many = max(1, len(ailing))
    return Result(
        name="nights",
        size=size,
        figures={
            "quiet_seconds": of_each["quiet"].seconds,
            "moving_seconds": of_each["moving"].seconds,
            "back_seconds": of_each["back"].seconds,
            "moving_processor_seconds": of_each["moving"].processor,
            "milliseconds_a_move": 1000 * (of_each["moving"].seconds - of_each["quiet"].seconds) / many,
            "moved": moved / ROUNDS,
            "returned": returned / ROUNDS,
        },
        floor={"bare_look_seconds": floors["look"].seconds, "bare_moves_seconds": floors["move"].seconds},
        ratio={
            "quiet": of_each["quiet"].seconds / floors["look"].seconds,
            "moves": (of_each["moving"].seconds - of_each["quiet"].seconds) / floors["move"].seconds,
        },
        goal={"quiet": "2 s to find nobody among 100,000", "moving": "60 s for 1,000 moves among 100,000"},
        met={
            "quiet": of_each["quiet"].seconds <= 2 * max(1, size / 100_000),
            "moving": of_each["moving"].seconds <= 60 * max(1, size / 100_000),
        },
        notes=[
            f"the median of {ROUNDS}; the floor is the bare condition, and one bare update a member, each in a transaction of its own",
            f"{load:.1f} others wanted a processor of {os.cpu_count()} when it began",
        ],
    )


def _swept(at: datetime, counted: list[tuple[int, int]]) -> None:
    counted.append(policy.sweep_standing(at))


def _ail(health: str, one_in: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_AIL, [health, one_in])


def _look() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_LOOK)
        cursor.fetchone()


def _move(accounts: list[int], *, standing: str = "caution", rule: str = "health", fact: str = "bench") -> None:
    for pk in accounts:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select from goodword_account where id = %s for no key update", [pk])
            cursor.execute(_MOVE, [standing, rule, fact, pk])
