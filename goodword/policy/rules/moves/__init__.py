"""What moves the standing of a member by itself: rules, one pure file each, and what follows from all of them together.

A rule looks at one member on one day and says what it leads to. To add one: a file with `CODE` and `judge`, its line below, its name in
`customers.kinds.StandingRule`, its condition in `policy/queries/standing.py` and a table of cases.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from goodword.policy.numbers import Numbers
from goodword.policy.rules.moves import escalation, health, long_unverified, renewal, unverified
from goodword.policy.rules.moves.facts import Decided, Lead, StandingFacts, Step

__all__ = ["MOVE_RULES", "Decided", "Lead", "StandingFacts", "Step", "leads", "next_step"]

# In this order, where several lead to the same.
MOVE_RULES: Final[dict[str, Callable[[StandingFacts, Numbers], Lead | None]]] = {
    escalation.CODE: escalation.judge,
    health.CODE: health.judge,
    renewal.CODE: renewal.judge,
    long_unverified.CODE: long_unverified.judge,
    unverified.CODE: unverified.judge,
}
_TARGETS: Final = {"caution": "caution", "pause": "paused", "retire": "retired"}
_BACK: Final = {"active": "activate", "caution": "caution"}
_WEIGHT: Final = {verb: weight for weight, verb in enumerate(_TARGETS)}
# Who was asked nothing yet, and who said no, is nobody's to move by rule.
_LEFT_ALONE: Final = frozenset({"recruited", "declined"})


def leads(facts: StandingFacts, numbers: Numbers) -> tuple[Lead, ...]:
    """What each rule leads to today, also those that only flag; of those that move, without what a person has decided about already."""
    found = (judge(facts, numbers) for judge in MOVE_RULES.values())
    said = [each for each in found if each is not None and each.leads != "nothing"]
    return tuple(each for each in said if each.leads not in _TARGETS or not _was_known(each, facts, numbers))


def next_step(facts: StandingFacts, numbers: Numbers) -> Step | None:
    """What is to be done with a member tonight; None when it stays as it is."""
    if facts.standing in _LEFT_ALONE:
        return None
    if not facts.rule and facts.standing != "active":
        return _end_by_day(facts)
    moving = [each for each in leads(facts, numbers) if each.leads in _TARGETS]
    if not moving:
        return Step(_BACK.get(facts.before, "activate"), ends=facts.rule) if facts.rule else None
    lead = _strongest(moving, facts)
    if facts.standing == "retired" and lead.leads != "retire":
        return Step("activate", ends=facts.rule)  # nobody is paused who is out; what leads less far leads there the next night
    if _TARGETS[lead.leads] != facts.standing:
        return Step(lead.leads, lead.rule, lead.fact, lead.until)
    same = (lead.rule, lead.fact) == (facts.rule, facts.fact)
    return None if same else Step("keep", lead.rule, lead.fact, lead.until)


def _strongest(moving: list[Lead], facts: StandingFacts) -> Lead:
    """The one that leads furthest; among several the rule that holds it already, so that a reason changes only when it is gone."""
    furthest = max(_WEIGHT[each.leads] for each in moving)
    last = [each for each in moving if _WEIGHT[each.leads] == furthest]
    return next((each for each in last if each.rule == facts.rule), last[0])


def _end_by_day(facts: StandingFacts) -> Step | None:
    """What a person put on hold goes back on the day that they named, and never by a rule."""
    if facts.until is None or facts.today < facts.until or facts.before == "recruited":
        return None
    verb = "caution" if facts.before == "caution" and facts.standing == "paused" else "activate"
    return Step(verb, ends="day")


def _was_known(lead: Lead, facts: StandingFacts, numbers: Numbers) -> bool:
    """A person decided when the same was so already, and the rule would have said the same: their word stands until it changes."""
    then = facts.decided
    if then is None or then.facts.get(lead.rule) != lead.fact:
        return False
    return MOVE_RULES[lead.rule](replace(facts, today=then.on), numbers) is not None
