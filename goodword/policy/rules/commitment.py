"""A request rule: so many requests a quarter are promised to each team, and so many in all."""

from goodword.policy.facts import Outcome, Param, PromiseUse, RequestFacts, Verdict
from goodword.policy.numbers import Numbers

CODE = "commitment"


def judge(facts: RequestFacts, numbers: Numbers) -> Verdict:
    """Block when other requests use every promised place of the quarter of the event; a team without a promise shares the total.

    `earliest_on` is the first day of the next quarter with a place left, as far as the facts reach.
    """
    if not facts.is_promised:
        return Verdict(CODE, Outcome.PASS, "not_counted")
    day = facts.needed_on
    here = next((each for each in facts.promises if day is not None and each.from_on <= day < each.to_on), None)
    if here is None:
        return Verdict(CODE, Outcome.PASS, "no_day")
    params: dict[str, Param] = {"in_all": here.in_all, "most": numbers.commitments_total, "from_on": here.from_on}
    promised = numbers.commitments.get(facts.team)
    if promised is not None:
        params |= {"used": here.by_team, "promised": promised}
    why_full = _why_full(here, facts.team, numbers)
    if not why_full:
        return Verdict(CODE, Outcome.PASS, "place_left" if promised is not None else "place_left_in_all", params)
    later = (each for each in facts.promises if each.from_on >= here.to_on and not _why_full(each, facts.team, numbers))
    free = next(later, None)
    return Verdict(CODE, Outcome.BLOCK, why_full, params | ({"earliest_on": free.from_on} if free is not None else {}))


def _why_full(quarter: PromiseUse, team: str, numbers: Numbers) -> str:
    promised = numbers.commitments.get(team)
    if promised is not None and quarter.by_team >= promised:
        return "team_used"
    return "all_used" if quarter.in_all >= numbers.commitments_total else ""
