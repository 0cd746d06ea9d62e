"""A customer that helped a short while ago deserves a rest, whatever it was asked for."""

from datetime import timedelta

from goodword.policy.facts import CandidateFacts, Outcome, Param, Verdict
from goodword.policy.numbers import Numbers

CODE = "recently_referenced"


def judge(facts: CandidateFacts, numbers: Numbers) -> Verdict:
    """Warn when the customer was asked, for anything, within the policy's days before."""
    last = facts.ledger.last_asked_on
    if last is None:
        return Verdict(CODE, Outcome.PASS, "never")
    params: dict[str, Param] = {"last_on": last, "days": numbers.recently_referenced_days}
    rested_on = last + timedelta(days=numbers.recently_referenced_days)
    if facts.ask_on < rested_on:
        return Verdict(CODE, Outcome.WARN, "recent", params, rested_on)
    return Verdict(CODE, Outcome.PASS, "rested", params)
