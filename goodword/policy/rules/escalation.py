"""No favour is asked of a customer that waits for us to mend something."""

from goodword.policy.facts import CandidateFacts, Outcome, Verdict
from goodword.policy.numbers import Numbers

CODE = "escalation"


def judge(facts: CandidateFacts, _numbers: Numbers) -> Verdict:
    """Block while an escalation is open; nobody knows beforehand when it closes."""
    since = facts.account.escalated_on
    if since is None:
        return Verdict(CODE, Outcome.PASS, "none")
    return Verdict(CODE, Outcome.BLOCK, "open", {"since_on": since})
