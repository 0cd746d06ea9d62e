"""A contract that is about to renew."""

from datetime import timedelta

from goodword.policy.numbers import Numbers
from goodword.policy.rules.moves.facts import Lead, StandingFacts

CODE = "renewal"


def judge(facts: StandingFacts, numbers: Numbers) -> Lead | None:
    """From fewer than the policy's days before the renewal up to and including its day."""
    day = facts.renewal_on
    if day is None or not 0 <= (day - facts.today).days < numbers.renewal_days:
        return None
    return Lead(CODE, numbers.renewal_leads, day.isoformat(), day + timedelta(days=1))
