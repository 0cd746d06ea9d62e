"""The customer agreed to this type of activity, and so did the person, when one is chosen."""

from goodword.policy.facts import CandidateFacts, Outcome, Verdict
from goodword.policy.numbers import Numbers

CODE = "willingness"


def judge(facts: CandidateFacts, _numbers: Numbers) -> Verdict:
    """Block unless the account agreed; a chosen person may only narrow what the account agreed to."""
    wanted = facts.request.activity_type
    params = {"activity_type": wanted}
    agreed = facts.member.agreed_types if facts.member else frozenset()
    if facts.member and wanted in facts.member.refused_types:
        return Verdict(CODE, Outcome.BLOCK, "refused", params)
    if not agreed:
        return Verdict(CODE, Outcome.BLOCK, "nothing_agreed", params)
    if wanted not in agreed:
        return Verdict(CODE, Outcome.BLOCK, "not_agreed", params)
    if facts.contact and not facts.contact.agrees_to(wanted):
        return Verdict(CODE, Outcome.BLOCK, "contact_not_agreed", params)
    return Verdict(CODE, Outcome.PASS, "agreed", params)
