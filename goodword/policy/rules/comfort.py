"""What the customer said it is comfortable with: how often something at all, and how much effort in a year."""

from datetime import timedelta

from goodword.kernel.clock import add_months
from goodword.policy.facts import CandidateFacts, MemberFacts, Outcome, Param, Verdict
from goodword.policy.numbers import Numbers

CODE = "comfort"
MONTHS_LOOKED_AT = 12


def judge(facts: CandidateFacts, numbers: Numbers) -> Verdict:
    """Warn when this ask would come sooner after another, or add up to more, than the customer said it likes."""
    member = facts.member
    if member is None or (member.comfort_days is None and member.comfort_effort is None):
        return Verdict(CODE, Outcome.PASS, "not_said")
    return _too_often(facts, member) or _too_much(facts, member, numbers) or Verdict(CODE, Outcome.PASS, "within")


def _too_often(facts: CandidateFacts, member: MemberFacts) -> Verdict | None:
    if member.comfort_days is None:
        return None
    apart = timedelta(days=member.comfort_days)
    near = [use.day for use in facts.ledger.uses if use.by_this_account and abs(use.day - facts.ask_on) < apart]
    if not near:
        return None
    params: dict[str, Param] = {"days": member.comfort_days, "last_on": max(near)}
    return Verdict(CODE, Outcome.WARN, "too_often", params, max(near) + apart)


def _too_much(facts: CandidateFacts, member: MemberFacts, numbers: Numbers) -> Verdict | None:
    if member.comfort_effort is None:
        return None
    since = add_months(facts.ask_on, -MONTHS_LOOKED_AT)
    asks = (use for use in facts.ledger.uses if use.by_this_account and use.asked_on is not None)
    effort = sum(use.effort for use in asks if use.asked_on is not None and use.asked_on > since)
    adds = numbers.effort_of(facts.request.activity_type)
    if effort + adds <= member.comfort_effort:
        return None
    return Verdict(CODE, Outcome.WARN, "too_much", {"effort": effort, "adds": adds, "most": member.comfort_effort})
