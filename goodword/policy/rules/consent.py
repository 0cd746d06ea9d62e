"""Some activities need a signed permission before anything of them is used."""

from goodword.policy.facts import CandidateFacts, Outcome, Verdict
from goodword.policy.numbers import Numbers

CODE = "consent"


def judge(facts: CandidateFacts, numbers: Numbers) -> Verdict:
    """Warn when the activity needs a permission and none is on file."""
    wanted = facts.request.activity_type
    if wanted not in numbers.consent_types:
        return Verdict(CODE, Outcome.PASS, "not_needed")
    if facts.member and wanted in facts.member.consents:
        return Verdict(CODE, Outcome.PASS, "on_file")
    return Verdict(CODE, Outcome.WARN, "needed")
