"""The limit that the customer, or the chosen person, set for itself."""

from goodword.policy.facts import EVERYTHING, CandidateFacts, Outcome, OwnLimit, Param, Use, Verdict
from goodword.policy.numbers import Numbers
from goodword.policy.periods import Period, PeriodKind, Span, UsageLimit, free_from, greatest_overlap, usage_period

CODE = "own_limit"


def judge(facts: CandidateFacts, _numbers: Numbers) -> Verdict:
    """Block when an own limit of the family is reached, counted over rolling days from each ask."""
    limits = tuple(own for own in (facts.member.own_limits if facts.member else ()) if _applies(own, facts))
    if not limits:
        return Verdict(CODE, Outcome.PASS, "no_limit", {"family": facts.request.family})
    verdicts = [_judge_one(own, facts) for own in limits]
    blocks = [verdict for verdict in verdicts if verdict.outcome is Outcome.BLOCK]
    forever = [verdict for verdict in blocks if verdict.clears_on is None]
    if forever:
        return forever[0]
    return max(blocks, key=lambda verdict: str(verdict.clears_on)) if blocks else verdicts[0]


def _applies(own: OwnLimit, facts: CandidateFacts) -> bool:
    return own.family in (facts.request.family, EVERYTHING) and own.contact_id in (None, facts.contact_id)


def _judge_one(own: OwnLimit, facts: CandidateFacts) -> Verdict:
    limit = UsageLimit(own.most, Period(PeriodKind.ROLLING_DAYS, own.days))
    uses = [use for use in facts.ledger.uses if _counts(use, own)]
    spans: list[Span] = [usage_period(limit, use.day, facts.fiscal) for use in uses]
    params: dict[str, Param] = {
        "family": own.family,
        "times": own.most,
        "days": own.days,
        "whose": "contact" if own.contact_id is not None else "account",
    }
    if own.most < 1:
        return Verdict(CODE, Outcome.BLOCK, "never", params)
    span = usage_period(limit, facts.ask_on, facts.fiscal)
    if greatest_overlap(spans, span) < own.most:
        return Verdict(CODE, Outcome.PASS, "place_left", params)
    last = max(use.day for use, (start, end) in zip(uses, spans, strict=True) if start < span[1] and end > span[0])
    clears_on = free_from(limit, spans, facts.ask_on, facts.fiscal)
    return Verdict(CODE, Outcome.BLOCK, "reached", {**params, "last_on": last}, clears_on)


def _counts(use: Use, own: OwnLimit) -> bool:
    if own.family not in (use.family, EVERYTHING):
        return False
    return use.by_holder if own.of_holder else use.by_this_account and own.contact_id in (None, use.contact_id)
