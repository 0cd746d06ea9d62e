"""A request rule: what takes place on a day is asked for some days before it."""

from datetime import timedelta

from goodword.policy.facts import Outcome, Param, RequestFacts, Verdict
from goodword.policy.numbers import KindNumbers, Numbers

CODE = "notice"


def days_of(kind: KindNumbers, *, with_plan: bool) -> int:
    """Return the days of notice that a kind needs; more when the customer must approve a marketing plan."""
    longer = kind.notice_days_with_plan
    return longer if with_plan and longer is not None else kind.notice_days


def judge(facts: RequestFacts, numbers: Numbers) -> Verdict:
    """Block when fewer days are left than the notice; `earliest_on` is the first day that would be in time."""
    days = days_of(numbers.kind_of(facts.kind), with_plan=facts.needs_plan_approval)
    if not days:
        return Verdict(CODE, Outcome.PASS, "not_needed")
    left = facts.days_left
    if left is None or facts.submitted_on is None:
        return Verdict(CODE, Outcome.PASS, "no_day", {"days": days})
    params: dict[str, Param] = {"left": left, "days": days}
    if left < days:
        return Verdict(CODE, Outcome.BLOCK, "too_late", {**params, "earliest_on": facts.submitted_on + timedelta(days=days)})
    return Verdict(CODE, Outcome.PASS, "in_time", params)
