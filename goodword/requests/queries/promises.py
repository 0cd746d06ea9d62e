"""The places that are promised to each team in a fiscal quarter: what is used, and what is in the queue.

A request takes a place of the quarter of its day from when somebody takes it up, until it is declined, withdrawn, cancelled or
closed. Confidential requests take places too: a number of places names nobody.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from goodword.kernel.clock import Quarter
from goodword.people.queries import teams
from goodword.policy.facts import PromiseUse
from goodword.policy.queries import InForce
from goodword.requests.kinds import KINDS
from goodword.requests.models import ReferenceRequest
from goodword.requests.states import RequestState

R = RequestState
USED: Final = (R.TRIAGE, R.SOURCING, R.CONFIRMED, R.COMPLETED, R.OUTCOME_REPORTED)
IN_QUEUE: Final = (R.SUBMITTED, R.HELD)
PROMISED: Final = tuple(code for code, kind in KINDS.items() if kind.is_promised)
# How far a day is looked for in which a place is left.
QUARTERS_AHEAD: Final = 8


def promised_rows(first: Quarter, last: Quarter) -> QuerySet[ReferenceRequest]:
    """The requests of kinds that are promised, whose day lies in these quarters."""
    return ReferenceRequest.objects.filter(kind__in=PROMISED, needed_on__gte=first.start, needed_on__lt=last.end)


def promises_for(row: ReferenceRequest, *, now: InForce) -> tuple[PromiseUse, ...]:
    """The places that other requests use in the quarter of a request's day and those that follow: one statement."""
    if not KINDS[row.kind].is_promised or row.needed_on is None:
        return ()
    quarters = list(now.fiscal.quarters(now.fiscal.quarter_of(row.needed_on), QUARTERS_AHEAD))
    rows = promised_rows(quarters[0], quarters[-1]).filter(state__in=USED).exclude(pk=row.pk or 0)
    in_all: Counter[Quarter] = Counter()
    by_team: Counter[Quarter] = Counter()
    for day, team_id, count in rows.values_list("needed_on", "team_id").annotate(n=Count("pk")).order_by():
        quarter = now.fiscal.quarter_of(day)
        in_all[quarter] += count
        if team_id is not None and team_id == row.team_id:
            by_team[quarter] += count
    return tuple(PromiseUse(each.start, each.end, by_team[each], in_all[each]) for each in quarters)


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one team in a quarter, or of all together (`team` is None): promised, used, and in the queue.

    `promised` is None for a team without a promise of its own, which shares what is left in all.
    """

    quarter: Quarter
    team: str | None
    name: str
    promised: int | None
    used: int
    queued: int

    @property
    def left(self) -> int | None:
        """How many promised places are left; below nought none is, however many exceptions were made."""
        return None if self.promised is None else max(0, self.promised - self.used)

    @property
    def beyond(self) -> int:
        """How many more are used than were promised."""
        return max(0, self.used - self.promised) if self.promised is not None else 0


def places(quarters: Sequence[Quarter], *, now: InForce) -> list[list[Places]]:
    """For each quarter the places of every team, those with a promise first in the order of the policy, and of all at the end."""
    known = {team.code: team.name for team in teams()}
    used: Counter[tuple[Quarter, str]] = Counter()
    queued: Counter[tuple[Quarter, str]] = Counter()
    rows = promised_rows(quarters[0], quarters[-1]).filter(state__in=(*USED, *IN_QUEUE))
    for day, code, state, count in rows.values_list("needed_on", "team__code", "state").annotate(n=Count("pk")).order_by():
        into = used if state in USED else queued
        into[now.fiscal.quarter_of(day), code or ""] += count
    promised = now.numbers.commitments
    order = [*(code for code in now.numbers.priority if code in promised), *promised]
    others = sorted({code for _quarter, code in (*used, *queued)} - set(promised))
    codes = list(dict.fromkeys([*order, *others]))
    return [
        [
            *(
                Places(each, code, known.get(code) or _named(code), promised.get(code), used[each, code], queued[each, code])
                for code in codes
            ),
            Places(
                each,
                None,
                _("All teams"),
                now.numbers.commitments_total,
                sum(count for (quarter, _code), count in used.items() if quarter == each),
                sum(count for (quarter, _code), count in queued.items() if quarter == each),
            ),
        ]
        for each in quarters
    ]


def _named(code: str) -> str:
    """A team that the policy promises something and that nobody has entered yet goes by its code, readably."""
    return code.replace("_", " ").capitalize() or _("No team")


def places_of(row: ReferenceRequest, *, now: InForce) -> tuple[Places, ...]:
    """The places of a request's team, and of all, in the quarter of its day; nothing for kinds that take none."""
    if not KINDS[row.kind].is_promised or row.needed_on is None:
        return ()
    code = row.team.code if row.team is not None else ""
    found = places([now.fiscal.quarter_of(row.needed_on)], now=now)[0]
    return tuple(each for each in found if each.team in (code, None))
