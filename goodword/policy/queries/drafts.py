"""What a draft is drawn with: how this company calls what the policy speaks of, and what the draft would change today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from goodword.customers.kinds import ActivityType, ListKind
from goodword.customers.models import Account
from goodword.customers.queries.rows import labels
from goodword.people.queries import teams
from goodword.policy.explain.numbers import TEAMS
from goodword.policy.explain.pages import Named
from goodword.policy.facts import Outcome
from goodword.policy.numbers import Numbers
from goodword.policy.queries.best import free_members
from goodword.policy.queries.force import InForce
from goodword.policy.queries.inquiry import Inquiry
from goodword.policy.queries.pool import judge_pool

# Beside the teams that have a place in the queue, so many more can be given one at a time.
MORE_PLACES = 2


def named(*numbers: Numbers) -> Named:
    """Return the names of all teams, stages and segments that there are, and of those that these numbers speak of."""
    of_lists = labels()
    codes = {code for each in numbers for code in (*each.priority, *each.commitments)}
    known = {code: str(TEAMS[code]) for code in TEAMS if code in codes}
    there = {team.code: team.name for team in teams()}
    promised = {code: there.get(code, known.get(code, code)) for code in [*known, *sorted(codes - known.keys())]}
    spoken_of = {code for each in numbers for code in each.self_service_segments | each.strategic_segments}
    return Named(
        teams={**promised, **{code: name for code, name in there.items() if code not in promised}},
        stages=_with({each.deal_stage_gate for each in numbers}, of_lists.get(ListKind.DEAL_STAGE, {})),
        served=frozenset(codes),
        places=min(max((len(each.priority) for each in numbers), default=0) + MORE_PLACES, len({*codes, *there})),
        segments=_with(spoken_of, of_lists.get(ListKind.SEGMENT, {})),
    )


def called(*numbers: Numbers) -> dict[str, str]:
    """Return the name of every team, stage and segment by its code."""
    names = named(*numbers)
    return {**names.segments, **names.stages, **names.teams}


def _with(codes: Iterable[str], there: dict[str, str]) -> dict[str, str]:
    """A list, with the codes that the numbers speak of and that it does not have any more."""
    return {**there, **{code: code.replace("_", " ") for code in sorted(codes) if code not in there}}


@dataclass(frozen=True, slots=True)
class Effect:
    """How many members something holds for under a draft, and how many under the policy in force."""

    what: str
    draft: int
    today: int


def effects(draft: Numbers, now: InForce) -> tuple[Effect, ...]:
    """Return whom the draft would leave free today: counted over all members, for a call and for an event, by the statements of Find."""
    under = replace(now, numbers=draft)
    call, event = (Inquiry(kind, now.today) for kind in (ActivityType.SALES_CALL, ActivityType.EVENT_TALK))
    return (
        Effect("call", free_members(call, under).count(), free_members(call, now).count()),
        Effect("event", free_members(event, under).count(), free_members(event, now).count()),
        Effect("care", _with_care(call, under), _with_care(call, now)),
    )


def _with_care(inquiry: Inquiry, now: InForce) -> int:
    members = Account.objects.filter(member__isnull=False)
    return judge_pool(members, inquiry, now).filter(availability=Outcome.WARN.value).count()
