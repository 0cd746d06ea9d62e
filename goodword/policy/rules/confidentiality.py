"""Some customers may be named to nobody outside the people on a confidential request."""

from goodword.policy.facts import CandidateFacts, Outcome, Verdict
from goodword.policy.numbers import Numbers

CODE = "confidentiality"


def judge(facts: CandidateFacts, _numbers: Numbers) -> Verdict:
    """Block a confidential customer for a request that is not confidential itself."""
    if facts.member is None or not facts.member.is_confidential:
        return Verdict(CODE, Outcome.PASS, "open")
    if facts.request.is_confidential:
        return Verdict(CODE, Outcome.PASS, "kept")
    return Verdict(CODE, Outcome.BLOCK, "not_named")
