"""The usage limit of the family: how often the policy lets a customer be asked."""

from goodword.policy.facts import CandidateFacts, Outcome, Param, Use, Verdict
from goodword.policy.numbers import Numbers
from goodword.policy.periods import free_from, greatest_overlap, usage_period

CODE = "family_limit"


def judge(facts: CandidateFacts, numbers: Numbers) -> Verdict:
    """Block when the places of the period are taken; it clears on the first day that keeps the limit."""
    limit = numbers.limit_of(facts.request.family)
    if limit is None:
        return Verdict(CODE, Outcome.PASS, "no_limit", {"family": facts.request.family})
    uses = tuple(use for use in facts.ledger.of_family(facts.request.family) if use.keeps_place(numbers.counts))
    span = usage_period(limit, facts.ask_on, facts.fiscal)
    used = greatest_overlap((use.span for use in uses), span)
    params: dict[str, Param] = {
        "family": facts.request.family,
        "times": limit.times,
        "per": limit.period.kind.value,
        "count": limit.period.count,
        "used": used,
    }
    if facts.ledger.companies > 1:
        params["companies"] = facts.ledger.companies
    if used < limit.times:
        return Verdict(CODE, Outcome.PASS, "place_left", params)
    if limit.times < 1:
        return Verdict(CODE, Outcome.BLOCK, "never", params)
    last = max((use for use in uses if use.from_on < span[1] and use.to_on > span[0]), key=_recency)
    return Verdict(
        CODE,
        Outcome.BLOCK,
        "held" if last.is_hold else "asked",
        {**params, "last_on": last.day},
        free_from(limit, (use.span for use in uses), facts.ask_on, facts.fiscal),
    )


def _recency(use: Use) -> tuple[str, bool]:
    return use.day.isoformat(), use.is_hold
