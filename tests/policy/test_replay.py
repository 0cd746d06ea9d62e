"""Other numbers over what was decided: by a table of small stories, and beside a slow replay that keeps its own book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

import pytest

from goodword.policy.facts import CandidateFacts, LedgerFacts, OwnLimit, RequestFacts, Use
from goodword.policy.numbers import STANDARD, KindNumbers, Numbers
from goodword.policy.periods import Period, PeriodKind, UsageLimit, usage_period
from goodword.policy.replay import Answer, Change, Replay, Result, Stored
from goodword.policy.rules import judge_all, judge_request
from tests.policy.builders import CALL, FISCAL, TALK, TODAY, asked, days, free_customer, history


def per(times: int, count: int, kind: PeriodKind = PeriodKind.FISCAL_QUARTERS) -> UsageLimit:
    return UsageLimit(times, Period(kind, count))


def limited(**limits: UsageLimit | None) -> Numbers:
    return replace(STANDARD, limits={**STANDARD.limits, **limits})


def decided(pk: int, facts: CandidateFacts | RequestFacts, *, step: str = "hold", case: int = 0, over: Iterable[str] = ()) -> Stored:
    """A decision as the standard numbers made it."""
    judgement = judge_all(facts, STANDARD) if isinstance(facts, CandidateFacts) else judge_request(facts, STANDARD)
    what = "candidate" if isinstance(facts, CandidateFacts) else "request"
    return Stored(
        pk=pk, what=what, step=step, case=case or pk, facts=facts, judgement=judgement, account_id=1, holder_id=1, over=frozenset(over)
    )


def replayed(numbers: Numbers, *decisions: Stored) -> list[Result]:
    replay = Replay(numbers)
    for each in decisions:
        replay.feed(each)
    return list(replay.results())


def test_the_numbers_of_then_change_nothing() -> None:
    found = replayed(STANDARD, decided(1, free_customer()), decided(2, free_customer(ledger=history(asked(TODAY)))))
    assert [each.change for each in found] == [Change.SAME, Change.SAME]
    assert [each.then for each in found] == [Answer.ALLOWED, Answer.REFUSED]
    assert found[1].why == ()


def test_a_longer_period_refuses_with_the_rule_the_fact_and_the_day() -> None:
    spoke = date(2026, 5, 4)
    facts = free_customer(request=TALK, ask_on=date(2026, 11, 3), ledger=history(asked(spoke, "participation")))
    assert judge_all(facts, STANDARD).blocks == ()
    [found] = replayed(limited(participation=per(1, 3)), decided(1, facts))
    assert (found.change, found.then, found.now) == (Change.REFUSED, Answer.ALLOWED, Answer.REFUSED)
    assert [(each.rule, each.reason, each.params["last_on"]) for each in found.why] == [("family_limit", "asked", spoke)]
    assert found.free_on == date(2027, 2, 1)


def test_who_would_have_been_refused_leaves_the_place_to_the_next() -> None:
    numbers = replace(STANDARD, poor_health="block")
    ill = free_customer(account={"health": "poor"})
    well = free_customer(ask_on=TODAY + days(3), ledger=history(asked(TODAY)))
    first, ask, second = decided(1, ill), decided(2, ill, step="ask", case=1), decided(3, well)
    found = replayed(numbers, first, ask, second)
    assert [each.change for each in found] == [Change.REFUSED, Change.ALLOWED]
    assert found[0].decision == 1
    assert [each.rule for each in found[0].why] == ["health"]
    assert [each.rule for each in found[1].why] == ["family_limit"]
    assert found[1].free_on is None


def test_who_would_have_been_let_through_takes_the_place_of_the_next() -> None:
    numbers = limited(call=per(2, 1))
    first = decided(1, free_customer(ledger=history(asked(TODAY - days(9)))))
    others = (asked(TODAY - days(9)),)
    later = [decided(pk, free_customer(ask_on=TODAY + days(pk), ledger=history(*others))) for pk in (2, 3)]
    assert [each.change for each in replayed(numbers, first, *later)] == [Change.ALLOWED, Change.SAME, Change.SAME]


def test_more_care_holds_and_less_care_lets_through() -> None:
    near = free_customer(account={"renewal_on": TODAY + days(70)})
    [held] = replayed(replace(STANDARD, renewal_days=90), decided(1, near))
    assert (held.change, held.why[0].rule, held.free_on) == (Change.HELD, "renewal", None)
    soon = free_customer(account={"renewal_on": TODAY + days(10)})
    [eased] = replayed(replace(STANDARD, renewal_days=5), decided(1, soon))
    assert (eased.change, eased.then, eased.now, eased.why[0].rule) == (Change.ALLOWED, Answer.HELD, Answer.ALLOWED, "renewal")


def test_what_a_manager_went_over_stays_as_it_was() -> None:
    gone = free_customer(member={"standing": "retired"})
    numbers = replace(STANDARD, renewal_days=61)
    [found] = replayed(numbers, decided(1, gone, over=["standing"]))
    assert (found.change, found.then, found.now) == (Change.SAME, Answer.HELD, Answer.HELD)
    also_ill = replace(gone, account=replace(gone.account, health="poor"))
    [found] = replayed(replace(STANDARD, poor_health="block"), decided(1, also_ill, over=["standing"]))
    assert found.change is Change.REFUSED
    assert [each.rule for each in found.why] == ["health"]


def test_a_request_is_held_by_what_holds_requests() -> None:
    early = RequestFacts("sales_call", "call", "sales_call", has_deal=True, deal_position=1, gate_position=3)
    open_kind = replace(STANDARD, kinds={**STANDARD.kinds, "sales_call": KindNumbers()})
    [found] = replayed(open_kind, decided(1, early, step="submit"), decided(2, early, step="allow", case=1))
    assert (found.change, found.then, found.now, found.why[0].rule) == (Change.ALLOWED, Answer.HELD, Answer.ALLOWED, "stage_gate")
    owing = RequestFacts("sales_call", "call", "sales_call", has_deal=True, deal_position=4, gate_position=3, outcomes_owed=1)
    [found] = replayed(replace(STANDARD, outcome_debt=1), decided(1, owing, step="submit"))
    assert (found.change, found.now, found.why[0].rule) == (Change.HELD, Answer.HELD, "outcome_debt")


def test_a_customer_held_before_the_period_can_be_asked_in_it() -> None:
    [found] = replayed(STANDARD, decided(1, free_customer(), step="ask"))
    assert (found.change, found.then) == (Change.SAME, Answer.ALLOWED)


@dataclass
class Place:
    account: int
    family: str
    day: date
    is_hold: bool


@dataclass
class Book:
    """A slow ledger: every place there is, and facts made of all of them each time anew."""

    numbers: Numbers
    before: list[Place]
    places: dict[int, Place] = field(default_factory=dict)

    def facts(self, case: int, account: int, request: RequestFacts, day: date, member: dict[str, object]) -> CandidateFacts:
        others = [*self.before, *(each for other, each in self.places.items() if other != case)]
        uses = tuple(self._use(each, account) for each in others)
        mine = [each.asked_on for each in uses if each.by_this_account and each.asked_on]
        return free_customer(
            ask_on=day,
            request=request,
            member=member,
            account={"account_id": account},
            ledger=LedgerFacts(uses, last_asked_on=max(mine, default=None)),
        )

    def _use(self, place: Place, account: int) -> Use:
        start, end = usage_period(self.numbers.limit_of(place.family), place.day, FISCAL)
        asked_on = None if place.is_hold else place.day
        return Use(
            place.family, place.is_hold, start, end, place.day, asked_on, by_this_account=place.account == account,
            effort=self.numbers.effort_of(TALK.activity_type if place.family == "participation" else CALL.activity_type),
        )  # fmt: skip


@dataclass
class Event:
    verb: str
    case: int
    account: int
    request: RequestFacts
    day: date


def _events(dice: Random, accounts: int) -> Iterator[Event]:
    day = date(2026, 6, 1)
    cases = {case: (dice.randint(1, accounts), dice.choice((CALL, TALK))) for case in range(1, dice.randint(3, 12))}
    for _ in range(dice.randint(5, 40)):
        day += timedelta(days=dice.choice((0, 0, 1, 5, 20, 45)))
        case = dice.choice(list(cases))
        yield Event(dice.choice(("hold", "hold", "ask", "ask", "release")), case, *cases[case], day)


def _numbers(dice: Random) -> Numbers:
    def limit() -> UsageLimit | None:
        rolling = per(dice.randint(1, 3), dice.choice((1, 30, 90, 200)), PeriodKind.ROLLING_DAYS)
        return dice.choice((None, per(dice.randint(0, 3), dice.randint(1, 3)), rolling))

    return replace(
        STANDARD,
        limits={**STANDARD.limits, "call": limit(), "participation": limit()},
        recently_referenced_days=dice.choice((0, 10, 40)),
        answer_days=dice.choice((1, 7)),
    )


@pytest.mark.parametrize("seed", range(300))
def test_the_replay_agrees_with_a_book_that_is_kept_from_the_beginning(seed: int) -> None:
    dice = Random(seed)
    accounts = dice.randint(1, 2)
    then, draft = _numbers(dice), _numbers(dice)
    own = (OwnLimit("all", dice.randint(1, 3), dice.choice((20, 90))),) if dice.random() < 0.4 else ()
    member: dict[str, object] = {"own_limits": own, "comfort_days": dice.choice((None, 15))}
    before = [
        Place(
            dice.randint(1, accounts),
            dice.choice(("call", "participation")),
            date(2026, 6, 1) - timedelta(days=dice.randint(1, 300)),
            False,
        )
        for _ in range(dice.randint(0, 3))
    ]
    real, other = Book(then, before), Book(draft, before)
    replay, expected, reached = Replay(draft), dict[int, list[Answer]](), dict[int, list[Answer]]()
    days_seen: set[tuple[int, str, date]] = {(each.account, each.family, each.day) for each in before}
    for pk, event in enumerate(_events(dice, accounts), start=1):
        key = (event.account, event.request.family, event.day)
        mine, theirs = real.places.get(event.case), other.places.get(event.case)
        if event.verb == "release":
            if mine and mine.is_hold:
                del real.places[event.case]
                if theirs == mine:
                    del other.places[event.case]
            continue
        # Two places of one family on one day look alike in the facts; real life keeps them apart by the limits.
        if key in days_seen or (event.verb == "hold" and mine) or (event.verb == "ask" and not (mine and mine.is_hold)):
            continue
        days_seen.add(key)
        facts = real.facts(event.case, event.account, event.request, event.day, member)
        judgement = judge_all(facts, then)
        stored = Stored(
            pk=pk,
            what="candidate",
            step=event.verb,
            case=event.case,
            facts=facts,
            judgement=judgement,
            account_id=event.account,
            holder_id=1,
        )
        replay.feed(stored)
        is_real = not judgement.blocks
        _note(expected, event.case, _answer(bool(judgement.blocks), bool(judgement.warnings)))
        place = Place(event.account, event.request.family, event.day, event.verb == "hold")
        # With the draft they may be held by then, or there is nobody who could be asked.
        if (event.verb == "hold") is (theirs is None):
            ours = other.facts(event.case, event.account, event.request, event.day, member)
            said = judge_all(ours, draft)
            _note(reached, event.case, _answer(bool(said.blocks), bool(said.warnings)))
            if not said.blocks:
                other.places[event.case] = place if is_real else replace(place, is_hold=False)
            elif event.verb == "ask" and is_real:
                other.places.pop(event.case)
        if is_real:
            real.places[event.case] = place
    found = list(replay.results())
    assert [each.then for each in found] == [answers[0] for answers in expected.values()]
    assert [each.now for each in found] == [answers[0] for answers in reached.values()]


def _answer(no: bool, care: bool) -> Answer:
    return Answer.REFUSED if no else Answer.HELD if care else Answer.ALLOWED


def _note(answers: dict[int, list[Answer]], case: int, new: Answer) -> None:
    """After a no it begins anew; else the worse of all steps counts."""
    order = [Answer.ALLOWED, Answer.HELD, Answer.REFUSED]
    old = answers.get(case, [new])[0]
    answers[case] = [new if Answer.REFUSED in (old, new) else max(old, new, key=order.index)]
