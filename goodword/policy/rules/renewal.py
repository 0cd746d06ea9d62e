"""A contract that is about to renew asks for care."""

from datetime import timedelta

from goodword.policy.facts import CandidateFacts, Outcome, Param, Verdict
from goodword.policy.numbers import Numbers

CODE = "renewal"


def judge(facts: CandidateFacts, numbers: Numbers) -> Verdict:
    """Warn when the renewal is less than the policy's days ahead, up to and including its day."""
    day = facts.account.renewal_on
    if day is None:
        return Verdict(CODE, Outcome.PASS, "unknown")
    left = (day - facts.ask_on).days
    if left < 0:
        return Verdict(CODE, Outcome.PASS, "past", {"renewal_on": day})
    params: dict[str, Param] = {"renewal_on": day, "days": left, "within": numbers.renewal_days}
    if left < numbers.renewal_days:
        return Verdict(CODE, Outcome.WARN, "near", params, day + timedelta(days=1))
    return Verdict(CODE, Outcome.PASS, "far", params)
