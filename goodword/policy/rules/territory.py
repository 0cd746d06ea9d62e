"""Where the customer agreed to speak, and whose region it is."""

from goodword.policy.facts import CandidateFacts, Outcome, Verdict
from goodword.policy.numbers import Numbers

CODE = "territory"


def judge(facts: CandidateFacts, numbers: Numbers) -> Verdict:
    """Block outside the territories the customer named; warn, if the policy says so, across regions."""
    wanted = facts.request.region
    if not wanted:
        return Verdict(CODE, Outcome.PASS, "anywhere")
    territories = facts.member.territories if facts.member else frozenset()
    if territories and wanted not in territories:
        return Verdict(CODE, Outcome.BLOCK, "outside", {"region": wanted})
    if facts.account.region and facts.account.region != wanted and not territories:
        return Verdict(CODE, Outcome(numbers.other_region), "other_region", {"region": facts.account.region})
    return Verdict(CODE, Outcome.PASS, "inside", {"region": wanted})
