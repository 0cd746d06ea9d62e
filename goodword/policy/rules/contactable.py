"""There is a person who may be written to."""

from datetime import date

from goodword.policy.facts import CandidateFacts, ContactFacts, Outcome, Verdict
from goodword.policy.numbers import Numbers

CODE = "contactable"


def judge(facts: CandidateFacts, _numbers: Numbers) -> Verdict:
    """Block unless the chosen person, or with nobody chosen at least one, may be asked by mail on that day."""
    if facts.account.do_not_contact:
        return Verdict(CODE, Outcome.BLOCK, "account_do_not_contact")
    if facts.contact_id is not None:
        return _judge_person(facts.contact, facts.ask_on)
    people = [person for person in facts.contacts if person.agrees_to(facts.request.activity_type)]
    verdicts = [_judge_person(person, facts.ask_on) for person in people]
    if any(verdict.outcome is Outcome.PASS for verdict in verdicts):
        return Verdict(CODE, Outcome.PASS, "reachable")
    waits = [verdict.clears_on for verdict in verdicts if verdict.clears_on is not None]
    if waits:
        return Verdict(CODE, Outcome.BLOCK, "all_quiet", {"until_on": min(waits)}, min(waits))
    return Verdict(CODE, Outcome.BLOCK, "nobody")


def _judge_person(person: ContactFacts | None, day: date) -> Verdict:
    reason = _why_not(person, day)
    if person is not None and reason == "quiet" and person.quiet_until is not None:
        # Somebody who will have left by then is not worth waiting for.
        waits = person.is_here(person.quiet_until)
        clears_on = person.quiet_until if waits else None
        return Verdict(CODE, Outcome.BLOCK, reason, {"until_on": person.quiet_until}, clears_on)
    if reason:
        return Verdict(CODE, Outcome.BLOCK, reason)
    return Verdict(CODE, Outcome.PASS, "reachable")


def _why_not(person: ContactFacts | None, day: date) -> str:
    """Return the reason why a person cannot be asked, the lasting ones first, or nothing."""
    if person is None or not person.is_here(day):
        return "left"
    if person.do_not_contact:
        return "do_not_contact"
    if not person.has_address:
        return "no_address"
    if person.bounced:
        return "bounced"
    if person.quiet_until is not None and day < person.quiet_until:
        return "quiet"
    return ""
