"""The rules, one pure file each, in the order in which people read them.

A rule looks at frozen facts and the policy's numbers and returns a verdict; it reads no clock and no row. To add one:
a file with `CODE` and `judge`, its fact, its number, a line in the list below and a table of cases.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from goodword.policy.facts import CandidateFacts, Judgement, Outcome, RequestFacts, Verdict
from goodword.policy.numbers import Numbers
from goodword.policy.rules import (
    already_held,
    comfort,
    commitment,
    confidentiality,
    conflict,
    consent,
    contactable,
    customer_time,
    escalation,
    family_limit,
    health,
    notice,
    outcome_debt,
    own_limit,
    recently_referenced,
    renewal,
    stage_gate,
    standing,
    territory,
    willingness,
)

CANDIDATE_RULES: dict[str, Callable[[CandidateFacts, Numbers], Verdict]] = {
    standing.CODE: standing.judge,
    willingness.CODE: willingness.judge,
    family_limit.CODE: family_limit.judge,
    own_limit.CODE: own_limit.judge,
    comfort.CODE: comfort.judge,
    already_held.CODE: already_held.judge,
    escalation.CODE: escalation.judge,
    health.CODE: health.judge,
    renewal.CODE: renewal.judge,
    consent.CODE: consent.judge,
    territory.CODE: territory.judge,
    conflict.CODE: conflict.judge,
    confidentiality.CODE: confidentiality.judge,
    recently_referenced.CODE: recently_referenced.judge,
    contactable.CODE: contactable.judge,
}
REQUEST_RULES: dict[str, Callable[[RequestFacts, Numbers], Verdict]] = {
    stage_gate.CODE: stage_gate.judge,
    outcome_debt.CODE: outcome_debt.judge,
    notice.CODE: notice.judge,
    customer_time.CODE: customer_time.judge,
    commitment.CODE: commitment.judge,
}
# Too late, or beyond what was promised: not refused, but held until a reviewer of exceptions has decided.
EXCEPTION_RULES = frozenset({notice.CODE, customer_time.CODE, commitment.CODE})
# What the database refuses, or what every ask respects, no manager can go over.
NEVER_OVERRIDDEN = frozenset({family_limit.CODE, own_limit.CODE, contactable.CODE})
# Each step moves to a later day; rules that keep taking turns this often have no answer worth giving.
_MOST_STEPS = 24


def judge_all(facts: CandidateFacts, numbers: Numbers) -> Judgement:
    """Judge one candidate by every rule; when the answer is no, say from which day on it would not be."""
    judgement = Judgement(_verdicts(facts, numbers))
    return Judgement(judgement.verdicts, _free_on(judgement, facts, numbers))


def judge_request(facts: RequestFacts, numbers: Numbers) -> Judgement:
    """Judge a request by the rules that look at no customer; where its day is the reason, say which one would be possible."""
    verdicts = tuple(judge(facts, numbers) for judge in REQUEST_RULES.values())
    return Judgement(verdicts, _possible_on(verdicts, facts, numbers))


def _possible_on(verdicts: tuple[Verdict, ...], facts: RequestFacts, numbers: Numbers) -> date | None:
    """Walk from day to day until none of the rules about the day says no; None when nothing is wrong with it, or no day is known."""
    blocks = [each for each in verdicts if each.rule in EXCEPTION_RULES and each.outcome is Outcome.BLOCK]
    day: date | None = None
    for _step in range(_MOST_STEPS):
        if not blocks:
            return day
        days = [each.params.get("earliest_on") for each in blocks]
        known = [each for each in days if isinstance(each, date)]
        if len(known) < len(blocks):
            return None
        day = max(known)
        moved = replace(facts, needed_on=day)
        judged = (REQUEST_RULES[rule](moved, numbers) for rule in EXCEPTION_RULES)
        blocks = [each for each in judged if each.outcome is Outcome.BLOCK]
    return None


def _verdicts(facts: CandidateFacts, numbers: Numbers) -> tuple[Verdict, ...]:
    return tuple(judge(facts, numbers) for judge in CANDIDATE_RULES.values())


def _free_on(judgement: Judgement, facts: CandidateFacts, numbers: Numbers) -> date | None:
    """Walk from clearing day to clearing day until no rule says no; None when a rule cannot tell."""
    blocks = judgement.blocks
    day: date | None = None
    for _step in range(_MOST_STEPS):
        if not blocks:
            return day
        days = [verdict.clears_on for verdict in blocks if verdict.clears_on is not None]
        if len(days) < len(blocks):
            return None
        day = max(days)
        blocks = tuple(each for each in _verdicts(facts.on(day), numbers) if each.outcome is Outcome.BLOCK)
    return None
