"""Nobody has looked at the record for a while."""

from goodword.kernel.clock import add_months
from goodword.policy.numbers import Numbers
from goodword.policy.rules.moves.facts import Lead, StandingFacts

CODE = "unverified"


def judge(facts: StandingFacts, numbers: Numbers) -> Lead | None:
    """From the day on which the rule of the same name asks for care."""
    if facts.known_on >= add_months(facts.today, -numbers.verification_months):
        return None
    return Lead(CODE, numbers.unverified_leads, facts.known_on.isoformat())
