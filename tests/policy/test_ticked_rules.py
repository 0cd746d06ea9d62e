"""Every number of the policy *Standard* that a rule reads, as PRODUCT says it: one row each, to be ticked off.

Each row is asked just below the number, at it and just above, on days around a change of the fiscal year (from February on), both
changes of the clocks in Europe and a leap day; and each must notice another number in its place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from goodword.kernel.clock import FiscalYear
from goodword.policy.facts import Outcome, PromiseUse, RequestFacts, Use
from goodword.policy.fit import Need, score
from goodword.policy.numbers import STANDARD, Numbers
from goodword.policy.periods import usage_period
from goodword.policy.rules import CANDIDATE_RULES, REQUEST_RULES
from goodword.policy.rules.moves import StandingFacts, leads
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries.room import room_of
from tests.policy.builders import CALL, FISCAL, TALK, free_customer, history
from tests.policy.ticked import Cases, Edge, around, standard_but

FAR = 9
DAYS = (
    date(2026, 10, 25), date(2027, 1, 31), date(2027, 2, 1), date(2027, 2, 2), date(2027, 3, 28), date(2027, 10, 31), date(2028, 2, 29),
)  # fmt: skip
ACTIVITIES = {
    "sales_call": "call", "analyst_call": "call", "press_interview": "call",
    "event_talk": "participation", "webinar": "participation", "podcast": "participation", "panel": "participation",
    "site_visit": "participation", "advisory_board": "participation",
    "case_study": "content", "blog": "content", "video": "content", "quote": "content", "anecdote": "content", "logo": "content",
    "survey": "research", "peer_review": "research",
}  # fmt: skip

# The table of section 3, and beside it: "the second customer who declines or does not answer closes the request".
# Type: notice, notice with a marketing plan, the customer's days, customers at once, customers in all, deals from a stage on.
TABLE: dict[str, tuple[int, int | None, int | None, int | None, int | None, bool]] = {
    "sales_call": (0, None, None, 1, 2, True),
    "event": (75, 90, 60, 2, 2, False),
    "partner_event": (75, 90, 60, 2, 2, False),
    "webinar": (75, 90, 45, 2, 2, False),
    "analyst": (0, None, None, None, None, False),
    "press": (0, None, None, None, None, False),
    "research": (30, None, None, None, None, False),
    "peer_review": (7, None, None, None, None, False),  # "5 to 7 days"
    "earnings": (0, None, None, None, None, False),
    "general": (30, None, None, None, None, False),
}
# PRODUCT says that each activity has a weight; these are ours.
EFFORT = {
    "sales_call": 1, "analyst_call": 2, "press_interview": 2,
    "event_talk": 5, "webinar": 4, "podcast": 3, "panel": 3, "site_visit": 4, "advisory_board": 3,
    "case_study": 5, "blog": 3, "video": 5, "quote": 1, "anecdote": 1, "logo": 1,
    "survey": 1, "peer_review": 1,
}  # fmt: skip
# "Field marketing 4, campaigns 2, alliances 1 a quarter; about 12 in all."
PROMISED = {"field_marketing": 4, "campaigns": 2, "alliances": 1}
WANTS: dict[str, tuple[Need, dict[str, Any]]] = {
    "industry": (Need(industries=frozenset({"banking"})), {"account": {"industry": "banking"}}),
    "use_case": (Need(use_cases=frozenset({"audit"})), {"account": {"use_cases": frozenset({"audit"})}}),
    "competitor": (Need(competitors=frozenset({"rival"})), {"account": {"competitors_replaced": frozenset({"rival"})}}),
    "region": (Need(region="apac"), {"account": {"region": "apac"}}),
    "country": (Need(country="PT"), {"account": {"country": "PT"}}),
    "segment": (Need(segment="smb"), {"account": {"segment": "smb"}}),
    "tier": (Need(tier="ultimate"), {"account": {"tier": "ultimate"}}),
    "size": (Need(seats=500), {"account": {"seats": 500}}),
    "language": (Need(languages=frozenset({"pt"})), {"contact": {"languages": frozenset({"pt"})}}),
    "persona": (Need(persona="cto"), {"contact": {"persona": "cto"}}),
    "topic": (Need(topics=frozenset({"talks"})), {"account": {"topics": frozenset({"talks"})}}),
    "distance": (Need(is_somewhere=True), {"account": {"km": 3}}),
    "rested": (Need(), {}),
    "fresh": (Need(), {}),
    "acceptance": (Need(), {"ledger": replace(history(), answered=1, accepted=1)}),
}
# Ours as well: "weights are configuration". Of stories nothing is known yet.
WEIGHTS = {
    "industry": 20, "use_case": 18, "competitor": 15, "region": 10, "country": 6, "segment": 10, "tier": 5, "size": 8,
    "language": 8, "persona": 8, "topic": 6, "distance": 20, "rested": 10, "fresh": 6, "acceptance": 6,
}  # fmt: skip


def alike(answers: list[Any]) -> Any:
    """What is answered on each of some days, which must be the same on all of them."""
    assert all(each == answers[0] for each in answers), answers
    return answers[0]


def refuses(rule: str, numbers: Numbers, facts: RequestFacts) -> bool:
    """Does a rule about the request say no."""
    return REQUEST_RULES[rule](facts, numbers).outcome is Outcome.BLOCK


def days_late(rule: str, numbers: Numbers, facts: RequestFacts) -> int | None:
    """By how many days its day would have to move, as the rule says: 0 when it is in time, None when no day is known."""
    verdict = REQUEST_RULES[rule](facts, numbers)
    if verdict.outcome is not Outcome.BLOCK:
        return 0
    earliest = verdict.params.get("earliest_on")
    return (earliest - facts.needed_on).days if isinstance(earliest, date) and facts.needed_on else None


def sent(kind: str, day: date, left: int, **more: Any) -> RequestFacts:
    """A request that was sent so many days before its day."""
    return RequestFacts("event_talk", "participation", kind, submitted_on=day - timedelta(days=left), needed_on=day, **more)


def of_table(kind: str) -> list[Edge]:
    """One line of the table of section 3."""
    notice, longer, customer, at_once, most, gate = TABLE[kind]

    def late(numbers: Numbers, left: int, *, plan: bool = False) -> Any:
        return alike([days_late("notice", numbers, sent(kind, day, left, needs_plan_approval=plan)) for day in DAYS])

    def too_short(numbers: Numbers, left: int) -> Any:
        return alike([days_late("customer_time", numbers, sent(kind, day, left)) for day in DAYS])

    def another_at_once(numbers: Numbers, held: int) -> bool:
        alone = replace(numbers, kinds={kind: replace(numbers.kind_of(kind), approach_most=None)})
        return room_of(ReferenceRequest(kind=kind, wanted=FAR), ["held"] * held, alone).why_full() is None

    def another_after(numbers: Numbers, refused: int) -> tuple[bool, bool]:
        room = room_of(ReferenceRequest(kind=kind, wanted=FAR), ["declined"] * (refused - 1) + ["no_answer"], numbers)
        return room.why_full() is None, room.is_used_up

    def too_early(numbers: Numbers, stage: int) -> bool:
        facts = RequestFacts("sales_call", "call", kind, has_deal=True, deal_position=stage, gate_position=3)
        return refuses("stage_gate", numbers, facts)

    needed, together = longer if longer is not None else notice, at_once or FAR
    by_then, used_up = (True, False), (False, True) if most else (True, False)
    return [
        Edge(f"kinds.{kind}.notice_days", notice, late, around(notice, int(notice > 0), 0, 0)),
        Edge(
            f"kinds.{kind}.notice_days_with_plan", longer, lambda numbers, left: late(numbers, left, plan=True),
            around(needed, int(needed > 0), 0, 0), (needed + 1, needed - 1) if needed else (1,),
        ),
        Edge(f"kinds.{kind}.customer_days", customer, too_short, around(customer or 0, int(customer is not None), 0, 0)),
        Edge(
            f"kinds.{kind}.at_once", at_once, another_at_once,
            around(together, before=True, on=False, after=False), (1 + together, 2 if at_once == 1 else 1),
        ),
        Edge(f"kinds.{kind}.approach_most", most, another_after, around(most or FAR, by_then, used_up, used_up), (1, 3)),
        Edge(f"kinds.{kind}.stage_gate", gate, too_early, around(3, gate, on=False, after=False)),
    ]  # fmt: skip


def blocked(numbers: Numbers, rule: str, **facts: Any) -> bool:
    """Does a rule about the customer say no."""
    return CANDIDATE_RULES[rule](free_customer(**facts), numbers).outcome is Outcome.BLOCK


def warned(numbers: Numbers, rule: str, **facts: Any) -> bool:
    """Does a rule about the customer ask for care."""
    return CANDIDATE_RULES[rule](free_customer(**facts), numbers).outcome is Outcome.WARN


def use_on(numbers: Numbers, day: date, family: str, **changes: Any) -> Use:
    """An ask of one day as the ledger keeps it under a policy."""
    return replace(Use(family, False, *usage_period(numbers.limit_of(family), day, FISCAL), day, day), **changes)


def of_limit(family: str, count: int, periods: tuple[tuple[date, date], ...]) -> list[Edge]:
    """A usage limit: how often, and for which days an ask (each beside the first day that is free again) keeps its place."""
    request = CALL if family == "call" else TALK
    first = periods[0][0]

    def taken(numbers: Numbers, used: int) -> bool:
        return blocked(numbers, "family_limit", request=request, ask_on=first, ledger=history(*[use_on(numbers, first, family)] * used))

    def still(numbers: Numbers, given: tuple[date, date]) -> bool:
        asked, again = given
        return blocked(numbers, "family_limit", request=request, ask_on=again, ledger=history(use_on(numbers, asked, family)))

    day = timedelta(days=1)
    cases: Cases = tuple(
        ((asked, again), answer)
        for asked, free in periods
        for again, answer in ((asked, True), (free - day, True), (free, False), (free + day, False))
    )
    return [
        Edge(f"limits.{family}.times", 1, taken, around(1, before=False, on=True, after=True)),
        Edge(f"limits.{family}.count", count, still, cases, (count + 1, *((count - 1,) if count > 1 else ()))),
        Edge(f"limits.{family}.per", "fiscal_quarters", still, cases, ("rolling_days",)),
    ]


def without_limit(family: str) -> Edge:
    """Research and content have no limit by default, their effort is counted."""
    activity = {"content": "case_study", "research": "survey"}[family]

    def taken(numbers: Numbers, used: int) -> bool:
        request = replace(CALL, activity_type=activity, family=family)
        uses = [use_on(numbers, DAYS[0], family)] * used
        return blocked(numbers, "family_limit", request=request, ask_on=DAYS[0], ledger=history(*uses))

    call = {"times": 1, "per": "fiscal_quarters", "count": 1}
    return Edge(f"limits.{family}", None, taken, around(FAR, before=False, on=False, after=False), (call,))


def of_effort(activity: str) -> Edge:
    """An effort weight: what is left of the comfortable effort is too little, enough, more than enough."""
    request = replace(CALL, activity_type=activity, family=ACTIVITIES[activity])

    def too_much(numbers: Numbers, comfortable: int) -> bool:
        return warned(numbers, "comfort", request=request, member={"comfort_effort": comfortable})

    return Edge(f"effort.{activity}", EFFORT[activity], too_much, around(EFFORT[activity], before=True, on=False, after=False))


def of_promise(path: str, team: str, most: int) -> Edge:
    """What is promised: the last place, and the last days of the fiscal quarter."""
    fiscal = FiscalYear(2)
    last = date(2027, 1, 31)

    def beyond(numbers: Numbers, used: int) -> Any:
        quarters = list(fiscal.quarters(fiscal.quarter_of(last), 2))
        by_team = used if team in PROMISED else 0
        promises = (PromiseUse(quarters[0].start, quarters[0].end, by_team, used), PromiseUse(quarters[1].start, quarters[1].end))
        days = (last - timedelta(days=1), last, last + timedelta(days=1))
        facts = [sent("event", day, 200, team=team, is_promised=True, promises=promises) for day in days]
        return [days_late("commitment", numbers, each) for each in facts]

    return Edge(path, most, beyond, around(most, [0, 0, 0], [2, 1, 0], [2, 1, 0]))


def of_weight(term: str) -> Edge:
    """A weight of the ranking: what a customer gets that fits, and one that does not."""
    need, fitting = WANTS[term]
    worst = {"ledger": replace(history(use_on(STANDARD, DAYS[0], "research")), answered=1), "member": {"joined_on": date(2000, 1, 1)}}

    def points(numbers: Numbers, facts: dict[str, Any]) -> int:
        return next(each.points for each in score(free_customer(**facts), need, numbers).terms if each.code == term)

    return Edge(f"weights.{term}", WEIGHTS[term], points, ((fitting, WEIGHTS[term]), (worst, 0)))


def of_stories(numbers: Numbers, _given: str) -> int:
    """The most points that stories can give."""
    return next(each.best for each in score(free_customer(), Need(), numbers).terms if each.code == "story")


def owes(numbers: Numbers, owed: int) -> bool:
    """Is the next request held."""
    return refuses("outcome_debt", numbers, RequestFacts("sales_call", "call", "sales_call", outcomes_owed=owed))


def renews(numbers: Numbers, left: int) -> Any:
    """Is care asked for so many days before the renewal."""
    return alike([warned(numbers, "renewal", ask_on=day, account={"renewal_on": day + timedelta(days=left)}) for day in DAYS])


def rests(numbers: Numbers, since: int) -> Any:
    """Is it still recent, so many days after the last ask."""
    return alike([
        warned(numbers, "recently_referenced", ask_on=day, ledger=history(use_on(numbers, day - timedelta(days=since), "research")))
        for day in DAYS
    ])  # fmt: skip


def answers_awaited(numbers: Numbers, since: int) -> Any:
    """Is another request still waiting for the answer of this customer."""
    return alike([
        warned(numbers, "already_held", ask_on=day, ledger=history(use_on(numbers, day - timedelta(days=since), "research")))
        for day in DAYS
    ])  # fmt: skip


def stale(numbers: Numbers, given: tuple[date, date]) -> bool:
    """Is a record flagged on a day that was verified on another."""
    verified, day = given
    return warned(numbers, "standing", ask_on=day, member={"joined_on": date(2020, 1, 1), "verified_on": verified})


def elsewhere(numbers: Numbers, region: str) -> Outcome:
    """What is said of a customer in EMEA."""
    return CANDIDATE_RULES["territory"](free_customer(request=replace(CALL, region=region)), numbers).outcome


def led_by(rule: str) -> Callable[[Numbers, dict[str, Any]], str]:
    """Where a rule about the standing leads an active member, by what it sees."""

    def led(numbers: Numbers, seen: dict[str, Any]) -> str:
        facts = StandingFacts(**{"today": DAYS[0], "standing": "active", "known_on": DAYS[0], **seen})
        return next((each.leads for each in leads(facts, numbers) if each.rule == rule), "")

    return led


def poorly(numbers: Numbers, health: str) -> Outcome:
    """What is said of a customer by its health."""
    return CANDIDATE_RULES["health"](free_customer(account={"health": health}), numbers).outcome


def needs_consent(numbers: Numbers, activity: str) -> bool:
    """Is a signed permission asked for."""
    return warned(numbers, "consent", request=replace(CALL, activity_type=activity, family=ACTIVITIES[activity]))


def counted(numbers: Numbers, how: str) -> bool:
    """Does an ask that ended like this keep its place."""
    use = use_on(numbers, DAYS[0], "call", is_answered=True, is_refused=how == "declined", is_missed=how == "missed")
    return blocked(numbers, "family_limit", ask_on=DAYS[0], ledger=history(use))


CONSENT = ("case_study", "blog", "video", "quote", "logo")
EDGES: tuple[Edge, ...] = (
    *(edge for kind in TABLE for edge in of_table(kind)),
    *of_limit(
        "call", 1,
        ((date(2026, 11, 1), date(2027, 2, 1)), (date(2027, 1, 31), date(2027, 2, 1)), (date(2027, 2, 1), date(2027, 5, 1)),
         (date(2027, 10, 31), date(2027, 11, 1))),
    ),
    *of_limit(
        "participation", 2,
        ((date(2026, 8, 1), date(2027, 2, 1)), (date(2027, 1, 31), date(2027, 5, 1)), (date(2027, 2, 1), date(2027, 8, 1)),
         (date(2027, 10, 31), date(2028, 2, 1))),
    ),
    without_limit("content"),
    without_limit("research"),
    *(of_effort(activity) for activity in ACTIVITIES),
    *(of_promise(f"commitments.{team}", team, most) for team, most in PROMISED.items()),
    of_promise("commitments_total", "sales", 12),
    *(of_weight(term) for term in WEIGHTS),
    Edge("weights.story", 0, of_stories, (("", 0),)),
    Edge("outcome_debt", 3, owes, around(3, before=False, on=True, after=True)),
    Edge("renewal_days", 60, renews, around(60, before=True, on=False, after=False)),
    Edge("recently_referenced_days", 30, rests, around(30, before=True, on=False, after=False)),
    Edge("answer_days", 7, answers_awaited, around(7, before=True, on=False, after=False)),
    Edge(
        "verification_months", 6, stale,
        tuple(
            ((verified, last + timedelta(days=step)), step > 0)
            for verified, last in (
                (date(2026, 8, 1), date(2027, 2, 1)),
                (date(2026, 9, 28), date(2027, 3, 28)),
                (date(2027, 4, 30), date(2027, 10, 31)),
                (date(2028, 2, 29), date(2028, 8, 31)),  # from the last day of a month to the last day of a month
            )
            for step in (-1, 0, 1)
        ),
    ),
    Edge("poor_health", "warn", poorly, (("good", Outcome.PASS), ("fair", Outcome.PASS), ("poor", Outcome.WARN)), ("block",)),
    Edge("renewal_leads", "caution", led_by("renewal"), (({"renewal_on": DAYS[0]}, "caution"),), ("nothing", "flag", "pause")),
    Edge("health_leads", "caution", led_by("health"), (({"health": "poor"}, "caution"),), ("nothing", "flag", "pause")),
    Edge(
        "health_level", "poor", led_by("health"),
        (({"health": "poor"}, "caution"), ({"health": "fair"}, ""), ({"health": "good"}, ""), ({"health": ""}, "")), ("fair",),
    ),
    Edge("escalation_leads", "caution", led_by("escalation"), (({"escalated_on": DAYS[0]}, "caution"),), ("nothing", "flag", "pause")),
    Edge(
        "unverified_leads", "flag", led_by("unverified"),
        (({"known_on": date(2026, 4, 24)}, "flag"), ({"known_on": date(2026, 4, 25)}, "")),
        ("nothing", "caution", "pause"),
    ),
    Edge(
        "long_unverified_months", 12, led_by("long_unverified"),
        (({"known_on": date(2025, 10, 24)}, "caution"), ({"known_on": date(2025, 10, 25)}, ""),
         ({"known_on": date(2025, 9, 25)}, "caution"), ({"known_on": date(2025, 11, 25)}, "")),
    ),
    Edge(
        "long_unverified_leads", "caution", led_by("long_unverified"), (({"known_on": date(2025, 10, 24)}, "caution"),),
        ("nothing", "flag", "pause", "retire"),
    ),
    Edge("other_region", "warn", elsewhere, (("", Outcome.PASS), ("emea", Outcome.PASS), ("apac", Outcome.WARN)), ("pass", "block")),
    Edge(
        "consent_types", sorted(CONSENT), needs_consent, tuple((each, each in CONSENT) for each in ACTIVITIES),
        ([], [*CONSENT, "anecdote"], list(CONSENT[1:])),
    ),
    Edge("counts", "asked", counted, (("accepted", True), ("declined", True), ("missed", True)), ("accepted", "done")),
)  # fmt: skip


@pytest.mark.parametrize("edge", EDGES, ids=lambda edge: edge.path)
def test_a_number_holds_just_below_it_at_it_and_just_above(edge: Edge) -> None:
    assert edge.answers(STANDARD) == edge.expected


@pytest.mark.parametrize("edge", EDGES, ids=lambda edge: edge.path)
def test_another_number_in_its_place_is_noticed(edge: Edge) -> None:
    assert edge.mistakes
    for mistake in edge.mistakes:
        assert edge.answers(standard_but(edge.path, mistake)) != edge.expected, mistake
