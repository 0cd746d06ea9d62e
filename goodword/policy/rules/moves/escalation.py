"""The customer waits for us to mend something."""

from goodword.policy.numbers import Numbers
from goodword.policy.rules.moves.facts import Lead, StandingFacts

CODE = "escalation"


def judge(facts: StandingFacts, numbers: Numbers) -> Lead | None:
    """While it is open."""
    if facts.escalated_on is None:
        return None
    return Lead(CODE, numbers.escalation_leads, facts.escalated_on.isoformat())
