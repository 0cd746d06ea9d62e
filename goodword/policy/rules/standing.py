"""A member in good standing, whose record somebody looked at not too long ago."""

from goodword.kernel.clock import add_months
from goodword.policy.facts import CandidateFacts, Outcome, Verdict
from goodword.policy.numbers import Numbers
from goodword.policy.rules import health

CODE = "standing"
_GONE = frozenset({"retired", "declined"})
_WITH_CARE = frozenset({"recruited", "caution"})


def judge(facts: CandidateFacts, numbers: Numbers) -> Verdict:
    """Block who is no member, paused, retired or declined; warn for recruited, caution and stale records."""
    member = facts.member
    if member is None:
        return Verdict(CODE, Outcome.BLOCK, "not_a_member")
    since = {"since_on": member.joined_on}
    if member.standing in _GONE:
        return Verdict(CODE, Outcome.BLOCK, member.standing)
    if member.standing == "paused" and member.paused_until is None:
        return Verdict(CODE, Outcome.BLOCK, "paused_by_rule")
    if member.standing == "paused" and member.paused_until is not None and facts.ask_on < member.paused_until:
        return Verdict(CODE, Outcome.BLOCK, "paused", {"until_on": member.paused_until}, member.paused_until)
    if member.standing in _WITH_CARE and not _is_said_elsewhere(facts, numbers):
        return Verdict(CODE, Outcome.WARN, member.standing, since)
    if member.known_on < add_months(facts.ask_on, -numbers.verification_months):
        return Verdict(CODE, Outcome.WARN, "unverified", {"last_on": member.known_on})
    return Verdict(CODE, Outcome.PASS, "caution_by_rule" if member.standing == "caution" else "active", since)


def _is_said_elsewhere(facts: CandidateFacts, numbers: Numbers) -> bool:
    """Caution by rule asks for care once: where the rule about its reason speaks for the day of asking, this one is silent.

    Of a record that nobody confirmed this rule speaks itself, further down.
    """
    rule = facts.member.standing_rule if facts.member is not None and facts.member.standing == "caution" else ""
    if rule == health.CODE:
        return health.judge(facts, numbers).outcome is not Outcome.PASS
    return bool(rule)
