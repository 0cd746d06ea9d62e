"""A request rule: the customer gets some days between the ask and the event, so there is a last day to ask."""

from datetime import timedelta

from goodword.policy.facts import Outcome, Param, RequestFacts, Verdict
from goodword.policy.numbers import Numbers

CODE = "customer_time"


def judge(facts: RequestFacts, numbers: Numbers) -> Verdict:
    """Block when even an ask on the day of sending would leave the customer fewer days than we give them."""
    days = numbers.kind_of(facts.kind).customer_days
    if not days:
        return Verdict(CODE, Outcome.PASS, "not_needed")
    left = facts.days_left
    if left is None or facts.submitted_on is None or facts.needed_on is None:
        return Verdict(CODE, Outcome.PASS, "no_day", {"days": days})
    params: dict[str, Param] = {"left": left, "days": days}
    if left < days:
        return Verdict(CODE, Outcome.BLOCK, "too_short", {**params, "earliest_on": facts.submitted_on + timedelta(days=days)})
    return Verdict(CODE, Outcome.PASS, "enough", {**params, "ask_by_on": facts.needed_on - timedelta(days=days)})
