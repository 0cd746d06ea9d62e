"""A customer does not speak to itself, nor to those whom it does not want to speak to."""

from goodword.policy.facts import CandidateFacts, Outcome, Verdict
from goodword.policy.numbers import Numbers

CODE = "conflict"


def judge(facts: CandidateFacts, _numbers: Numbers) -> Verdict:
    """Block when the prospect is of the same family of companies, or a competitor on the customer's list."""
    if facts.account.is_prospect:
        return Verdict(CODE, Outcome.BLOCK, "same_company")
    if facts.account.blocks_prospect:
        return Verdict(CODE, Outcome.BLOCK, "listed")
    return Verdict(CODE, Outcome.PASS, "none")
