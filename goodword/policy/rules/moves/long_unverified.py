"""Nobody has looked at the record for so long that it is not to be relied on."""

from goodword.kernel.clock import add_months
from goodword.policy.numbers import Numbers
from goodword.policy.rules.moves.facts import Lead, StandingFacts

CODE = "long_unverified"


def judge(facts: StandingFacts, numbers: Numbers) -> Lead | None:
    """As `unverified`, by its own number of months."""
    if facts.known_on >= add_months(facts.today, -numbers.long_unverified_months):
        return None
    return Lead(CODE, numbers.long_unverified_leads, facts.known_on.isoformat())
