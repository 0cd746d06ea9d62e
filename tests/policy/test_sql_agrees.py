"""What SQL says about the whole pool and what the rules say about each row is the same, rule by rule and point by point."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from goodword.customers.models import Account
from goodword.customers.queries.places import find_spot
from goodword.policy import fit
from goodword.policy.facts import Judgement, Outcome
from goodword.policy.queries import (
    FREE,
    InForce,
    Inquiry,
    best_members,
    blocked_pool,
    count_blocked,
    facts_for,
    free_members,
    free_pool,
    in_force,
    judge_pool,
    rank_pool,
)
from goodword.policy.queries.pool import conditions, worst
from goodword.policy.rules import CANDIDATE_RULES, judge_all
from tests.policy.worlds import CITIES, CODES, World

# Shrinking a pool of rows costs more than it tells: the seed of a failure is enough to look at it.
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
# A leap day, the edges of fiscal years and quarters, and any day between.
DAYS = st.one_of(
    st.sampled_from([date(2028, 2, 29), date(2027, 1, 31), date(2027, 2, 1), date(2027, 12, 31), date(2028, 1, 1), date(2028, 4, 30)]),
    st.dates(min_value=date(2027, 1, 1), max_value=date(2028, 12, 31)),
)


def _need(dice: Random) -> fit.Need:
    def one(*extra: Any) -> Any:
        return dice.choice((*CODES, *extra))

    def some() -> frozenset[str]:
        return frozenset(dice.sample(CODES, dice.randint(0, 3)))

    return fit.Need(
        industries=some(),
        region=dice.choice(("", *CODES[:2])),
        country=dice.choice(("", "NO")),
        segment=one(""),
        tier=one(""),
        seats=dice.choice((None, 1, 500, 501, 1000)),
        use_cases=some(),
        competitors=some(),
        languages=some(),
        persona=one(""),
        topics=some(),
        is_somewhere=dice.random() < 0.7,
    )


def _inquiry(world: World) -> Inquiry:
    return Inquiry(
        activity_type=world.asked_type,
        ask_on=world.ask_on,
        region=world.dice.choice(("", *CODES[:2])),
        is_confidential=world.maybe(0.3),
        prospect=world.prospect(),
        near=find_spot(city=world.dice.choice((*CITIES, "")), country=world.dice.choice(("", "NO"))),
    )


def _in_force(world: World) -> InForce:
    return replace(in_force(datetime(2027, 6, 1, 12, tzinfo=UTC)), numbers=world.numbers)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("some_cities")
@settings(max_examples=60, deadline=None, phases=QUICK, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), ask_on=DAYS, size=st.integers(2, 12))
@example(seed=4328066, ask_on=date(2028, 11, 12), size=12)  # a hold for a day long past that has not ended
def test_sql_and_rules_agree(seed: int, ask_on: date, size: int) -> None:
    with transaction.atomic():
        world = World(seed, ask_on, size)
        world.build()
        now, numbers = _in_force(world), world.numbers
        inquiry, need = _inquiry(world), _need(world.dice)
        pool = Account.objects.filter(pk__in=[account.pk for account in world.accounts])
        facts = facts_for([account.pk for account in world.accounts], inquiry, now)
        judged = {pk: judge_all(each, numbers) for pk, each in facts.items()}

        by_rule: dict[str, Any] = {rule: worst([says]) for rule, says in conditions(inquiry, now).items()}
        rows: Any = pool.values("pk", **{f"rule_{rule}": outcome for rule, outcome in by_rule.items()})
        for row in rows:
            said = {rule: row[f"rule_{rule}"] for rule in by_rule}
            assert said == {verdict.rule: verdict.outcome for verdict in judged[row["pk"]].verdicts}, facts[row["pk"]]
        available = dict(judge_pool(pool, inquiry, now).values_list("pk", "availability"))
        assert available == {pk: judgement.outcome for pk, judgement in judged.items()}
        free = {pk for pk, outcome in available.items() if outcome != Outcome.BLOCK}
        assert set(free_pool(pool, inquiry, now).values_list("pk", flat=True)) == free
        assert set(blocked_pool(pool, inquiry, now).values_list("pk", flat=True)) == set(available) - free
        assert count_blocked(pool, inquiry, now) == _blocked_by_rule(judged)

        ranked = dict(rank_pool(pool, need, inquiry, now).values_list("pk", "fit"))
        assert ranked == {pk: fit.score(each, need, numbers).score for pk, each in facts.items()}
        assert set(free_members(inquiry, now).values_list("pk", flat=True)) == free
        best = dict(best_members(need, inquiry, now, among=pool).values_list("pk", "fit"))
        assert best == {pk: points for pk, points in ranked.items() if pk in free}
        assert list(best.values()) == sorted(best.values(), reverse=True)
        members = set(pool.filter(member__isnull=False).values_list("pk", flat=True))
        assert set(best_members(need, inquiry, now, among=pool, blocked=True).values_list("pk", flat=True)) == members - free
        transaction.set_rollback(True)


def _blocked_by_rule(judged: dict[int, Judgement]) -> dict[str, int]:
    firsts = [judgement.blocks[0].rule if judgement.blocks else FREE for judgement in judged.values()]
    return {rule: firsts.count(rule) for rule in (FREE, *CANDIDATE_RULES)}


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("seed", [1, 2])
def test_facts_take_the_same_statements_for_one_account_and_for_many(seed: int) -> None:
    world = World(seed, date(2028, 2, 29), 20)
    world.build()
    now, inquiry = _in_force(world), _inquiry(world)
    counts = []
    for some in (world.accounts[:1], world.accounts):
        with CaptureQueriesContext(connection) as captured:
            gathered = facts_for([account.pk for account in some], inquiry, now)
        assert len(gathered) == len(some)
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 7


@pytest.mark.slow
@pytest.mark.django_db
def test_a_world_has_every_outcome_of_every_rule() -> None:
    """The agreement above is worth something only when the worlds hold something to disagree about."""
    seen: set[tuple[str, str]] = set()
    for seed in range(12):
        with transaction.atomic():
            world = World(seed, date(2028, 2, 1), 12)
            world.build()
            now = _in_force(world)
            for facts in facts_for([account.pk for account in world.accounts], _inquiry(world), now).values():
                seen |= {(verdict.rule, verdict.outcome.value) for verdict in judge_all(facts, world.numbers).verdicts}
            transaction.set_rollback(True)
    expected = {
        *((rule, "block") for rule in ("standing", "willingness", "family_limit", "own_limit", "escalation", "conflict")),
        *((rule, "block") for rule in ("confidentiality", "contactable", "territory", "health")),
        *((rule, "warn") for rule in ("standing", "already_held", "renewal", "consent", "territory", "recently_referenced", "comfort")),
        *((rule, "pass") for rule in CANDIDATE_RULES),
    }
    assert expected <= seen, expected - seen
