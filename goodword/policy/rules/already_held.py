"""Somebody else is already talking to this customer, or is about to.

It warns and does not block: when the places of the period are gone, the family limit says no; when one is left, a
manager decides whether two asks side by side are too much.
"""

from datetime import timedelta

from goodword.policy.facts import CandidateFacts, Outcome, Use, Verdict
from goodword.policy.numbers import Numbers

CODE = "already_held"


def judge(facts: CandidateFacts, numbers: Numbers) -> Verdict:
    """Warn while another request holds the customer, or asked it lately and has no answer yet."""
    uses = facts.ledger.of_holder()
    holds = [use for use in uses if use.is_hold and _still_held(use, facts)]
    if holds:
        return _held(holds)
    answer = timedelta(days=numbers.answer_days)
    days = [use.asked_on for use in uses if not use.is_hold and not use.is_answered and use.asked_on is not None]
    lately = [day for day in days if day <= facts.ask_on < day + answer]
    if lately:
        last = max(lately)
        return Verdict(CODE, Outcome.WARN, "asked", {"last_on": last}, last + answer)
    return Verdict(CODE, Outcome.PASS, "free")


def _still_held(use: Use, facts: CandidateFacts) -> bool:
    return use.expires_on is None or use.expires_on >= facts.ask_on


def _held(holds: list[Use]) -> Verdict:
    ends = [use.expires_on for use in holds if use.expires_on is not None]
    if len(ends) < len(holds):
        return Verdict(CODE, Outcome.WARN, "held", {"planned_on": max(use.planned_on for use in holds)})
    until = max(ends)
    return Verdict(CODE, Outcome.WARN, "held_until", {"until_on": until}, until + timedelta(days=1))
