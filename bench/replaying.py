"""Other numbers over a past period, as the worker replays them, beside reading the same decisions as JSON and nothing more."""

from __future__ import annotations

import random
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from itertools import islice

from bench import generate
from bench.measure import timed
from bench.result import Result
from goodword.customers.models import Account
from goodword.people.models import User
from goodword.policy import actions
from goodword.policy.facts import (
    AccountFacts,
    CandidateFacts,
    ContactFacts,
    LedgerFacts,
    MemberFacts,
    RequestFacts,
    Use,
    facts_to_json,
)
from goodword.policy.models import Decision, PolicyReplay, PolicyVersion
from goodword.policy.numbers import STANDARD
from goodword.policy.periods import Period, PeriodKind, UsageLimit, usage_period
from goodword.policy.queries import InForce, in_force
from goodword.policy.queries.replays import decisions_of, portions
from goodword.policy.replay import Change
from goodword.policy.rules import judge_all

ROUNDS, CUSTOMERS, DAYS = 3, 2_000, 90
TYPES = ("sales_call", "event_talk", "case_study", "survey")
DRAFT = replace(
    STANDARD,
    limits={**STANDARD.limits, "participation": UsageLimit(1, Period(PeriodKind.FISCAL_QUARTERS, 3))},
    renewal_days=90,
    poor_health="block",
)


def run(size: int) -> Result:
    """Replay a quarter with `size` decisions, three times, and take the median."""
    generate.ensure(CUSTOMERS)
    actions.ensure_first_version()
    at = datetime.now(UTC)
    now = in_force(at)
    by = User.objects.filter(email="replay@example.org").first() or User.objects.create_user("replay@example.org", name="Replay")
    _decide(size, now)
    # Begun by nobody through the page: the whole of it is what the worker does.
    replay = PolicyReplay(numbers=DRAFT.to_json(), name="bench", started_by=by, created_at=at, state_at=at)
    replay.from_on, replay.to_on = now.today - timedelta(days=DAYS), now.today + timedelta(days=1)
    replay.save()
    whole, floor, spent = list[float](), list[float](), list[float]()
    for _round in range(ROUNDS):
        PolicyReplay.objects.filter(pk=replay.pk).update(state="queued", done=0)
        before = time.process_time()
        whole.append(timed(lambda: actions.carry_out_replay(replay.pk, at=at, elapsed=time.monotonic)))
        spent.append(time.process_time() - before)
        floor.append(timed(lambda: _bare(replay, now)))
    kept = _memory(replay, at)
    differing = replay.lines.exclude(change=Change.SAME).count()
    replay.delete()
    seconds, bare = sorted(whole)[ROUNDS // 2], sorted(floor)[ROUNDS // 2]
    return Result(
        name="replay",
        size=size,
        figures={
            "seconds": seconds,
            "processor_seconds": sorted(spent)[ROUNDS // 2],
            "decisions_a_second": size / seconds,
            "most_memory_mb": kept,
        },
        floor={"reading_the_json_seconds": bare},
        ratio={"seconds": seconds / bare},
        goal={"seconds": "10 s for 10,000 decisions"},
        met={"seconds": seconds <= 10 * max(1, size / 10_000)},
        notes=[
            f"a quarter of {CUSTOMERS:,} customers; the median of {ROUNDS}; {differing:,} cases come out otherwise",
            "memory is that of Python's objects, at its most, in a run of its own",
        ],
    )


def _bare(replay: PolicyReplay, now: InForce) -> int:
    return sum(len(rows) for rows in portions(decisions_of(replay, now)))


def _memory(replay: PolicyReplay, at: datetime) -> float:
    PolicyReplay.objects.filter(pk=replay.pk).update(state="queued", done=0)
    tracemalloc.start()
    actions.carry_out_replay(replay.pk, at=at, elapsed=time.monotonic)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 2**20


def _decide(size: int, now: InForce) -> None:
    """Make the decisions of a quarter, unless they are there: who is held is asked, and each knows what went before."""
    if Decision.objects.count() == size:
        return
    PolicyReplay.objects.all().delete()
    Decision.objects.all().delete()
    version = PolicyVersion.objects.get(number=1)
    accounts = list(Account.objects.order_by("pk").values_list("pk", flat=True)[:CUSTOMERS])
    made = islice(_quarter(accounts, now, version), size)
    while some := list(islice(made, 500)):
        Decision.objects.bulk_create(some)


def _quarter(accounts: list[int], now: InForce, version: PolicyVersion) -> Iterator[Decision]:
    dice = random.Random(11)
    first = now.today - timedelta(days=DAYS)
    asked: dict[int, list[tuple[str, str, date]]] = {
        pk: [("call", "sales_call", first - timedelta(days=dice.randint(1, 400))) for _ in range(dice.randint(0, 3))] for pk in accounts
    }
    case = 0
    while True:
        case += 1
        account_id = dice.choice(accounts)
        day = first + timedelta(days=min(DAYS, case * DAYS // 8_000))
        family, activity, kind = dice.choice((("call", "sales_call", "sales_call"), ("participation", "event_talk", "event")))
        facts = _facts(account_id, day, RequestFacts(activity, family, kind, region="emea"), asked[account_id], dice, now)
        judgement = judge_all(facts, STANDARD)
        for step in ("hold", "ask") if not judgement.blocks else ("hold",):
            yield Decision(
                at=datetime.combine(day, clock_time(9 if step == "hold" else 10), tzinfo=UTC),
                version=version,
                what="candidate",
                outcome=judgement.outcome.value,
                account_id=account_id,
                reference_request_id=case,
                candidate_id=case,
                step=step,
                facts=facts_to_json(facts),
                verdicts=judgement.to_json(),
                team=dice.choice(("field_marketing", "campaigns", "sales")),
                region=dice.choice(("emea", "americas", "apac")),
                kind=kind,
            )
        if not judgement.blocks:
            asked[account_id].append((family, activity, day))


def _facts(
    account_id: int, day: date, request: RequestFacts, asked: list[tuple[str, str, date]], dice: random.Random, now: InForce
) -> CandidateFacts:
    uses = tuple(_use(family, on, now) for family, _activity, on in asked)
    account = AccountFacts(
        account_id,
        "banking",
        "emea",
        "DE",
        "enterprise",
        "ultimate",
        dice.randint(10, 9000),
        frozenset({"ci_cd", "security"}),
        frozenset({"jenkins"}),
        frozenset({"kubernetes", "terraform"}),
        dice.choice(("good", "good", "fair", "poor")),
        renewal_on=day + timedelta(days=dice.randint(5, 400)),
    )
    member = MemberFacts("active", now.today - timedelta(days=400), verified_on=day - timedelta(days=40), agreed_types=frozenset(TYPES))
    people = tuple(ContactFacts(account_id * 10 + each, languages=frozenset({"en", "de"}), persona="executive") for each in range(3))
    last = max((on for _family, _activity, on in asked), default=None)
    return CandidateFacts(day, now.fiscal, request, account, member, people, ledger=LedgerFacts(uses, last_asked_on=last))


def _use(family: str, on: date, now: InForce) -> Use:
    start, end = usage_period(STANDARD.limit_of(family), on, now.fiscal)
    return Use(family, is_hold=False, from_on=start, to_on=end, planned_on=on, asked_on=on, is_answered=True)
