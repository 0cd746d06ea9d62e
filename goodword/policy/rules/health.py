"""How the relation with the customer is doing."""

from goodword.policy.facts import CandidateFacts, Outcome, Verdict
from goodword.policy.numbers import Numbers

CODE = "health"


def judge(facts: CandidateFacts, numbers: Numbers) -> Verdict:
    """Warn, or block if the policy says so, when health is poor."""
    health = facts.account.health
    if health == "poor":
        return Verdict(CODE, Outcome(numbers.poor_health), "poor")
    return Verdict(CODE, Outcome.PASS, health or "unknown")
