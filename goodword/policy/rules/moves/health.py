"""The relation with the customer is not as it should be."""

from goodword.policy.numbers import LOW_HEALTH, Numbers
from goodword.policy.rules.moves.facts import Lead, StandingFacts

CODE = "health"


def judge(facts: StandingFacts, numbers: Numbers) -> Lead | None:
    """At the policy's level and below."""
    if facts.health not in LOW_HEALTH[: LOW_HEALTH.index(numbers.health_level) + 1]:
        return None
    return Lead(CODE, numbers.health_leads, facts.health)
