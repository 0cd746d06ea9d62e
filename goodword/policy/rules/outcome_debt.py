"""A request rule: whoever owes too many outcomes reports them first."""

from goodword.policy.facts import Outcome, RequestFacts, Verdict
from goodword.policy.numbers import Numbers

CODE = "outcome_debt"


def judge(facts: RequestFacts, numbers: Numbers) -> Verdict:
    """Block when as many outcomes are owed as the policy allows; warn while any is."""
    params = {"owed": facts.outcomes_owed, "most": numbers.outcome_debt}
    if facts.outcomes_owed >= numbers.outcome_debt:
        return Verdict(CODE, Outcome.BLOCK, "too_many", params)
    return Verdict(CODE, Outcome.PASS, "some" if facts.outcomes_owed else "none", params)
