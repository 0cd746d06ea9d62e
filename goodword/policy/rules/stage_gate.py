"""A request rule: a reference is for deals that have come far enough to need one."""

from goodword.policy.facts import Outcome, RequestFacts, Verdict
from goodword.policy.numbers import Numbers

CODE = "stage_gate"


def judge(facts: RequestFacts, numbers: Numbers) -> Verdict:
    """Block a deal before the gate or lost; warn when there is no deal, or its stage is not on the list."""
    if not numbers.kind_of(facts.kind).stage_gate:
        return Verdict(CODE, Outcome.PASS, "not_needed")
    if not facts.has_deal:
        return Verdict(CODE, Outcome.WARN, "no_deal")
    if facts.deal_is_lost or facts.deal_is_won:
        return Verdict(CODE, Outcome.BLOCK, "lost") if facts.deal_is_lost else Verdict(CODE, Outcome.WARN, "won")
    gate = {"stage": numbers.deal_stage_gate}
    if facts.deal_position is None or facts.gate_position is None:
        return Verdict(CODE, Outcome.WARN, "stage_unknown", gate)
    if facts.deal_position < facts.gate_position:
        return Verdict(CODE, Outcome.BLOCK, "too_early", gate)
    return Verdict(CODE, Outcome.PASS, "far_enough", gate)
