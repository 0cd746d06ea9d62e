"""How many customers a request may still turn to: how many it wants, how many at once, how many in all."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.kernel.refusal import Refused, refuse
from goodword.policy.numbers import Numbers
from goodword.requests.models import ReferenceRequest
from goodword.requests.states import CANDIDATE_IN_VAIN, CANDIDATE_ON_HOLD, CANDIDATE_WON, CandidateState

C = CandidateState
_WON = (*CANDIDATE_WON, C.MISSED, C.DONE)


@dataclass(frozen=True, slots=True)
class Room:
    """The candidates of a request, counted: on hold, asked, won, asked in vain; and what it wants and may. None is no limit."""

    on_hold: int
    asked: int
    won: int
    in_vain: int
    wanted: int
    at_once: int
    most: int | None

    @property
    def waited_for(self) -> int:
        """Held or asked, and no answer yet."""
        return self.on_hold + self.asked

    @property
    def approached(self) -> int:
        """Customers who were asked, whatever they said."""
        return self.asked + self.won + self.in_vain

    @property
    def has_enough(self) -> bool:
        """As many said yes as are wanted."""
        return self.won >= self.wanted

    @property
    def is_used_up(self) -> bool:
        """Nobody is waited for, and nobody else may be approached."""
        return not self.waited_for and self.most is not None and self.approached >= self.most

    def why_full(self) -> Refused | None:
        """Why no other customer may be held now, if so."""
        if self.most is not None and self.approached + self.on_hold >= self.most:
            words = ngettext(
                "For one request we approach %(n)s customer at most.", "For one request we approach %(n)s customers at most.", self.most
            )
            return refuse("approach_most", words % {"n": self.most})
        if self.waited_for >= self.at_once and self.at_once == 1:
            return refuse("one_at_a_time", _("One customer is asked at a time. This request already waits for another one."))
        if self.waited_for >= self.at_once or self.waited_for + self.won >= max(self.wanted, self.at_once):
            words = _("This request already waits for as many customers as may be asked at once.")
            return refuse("as_many_at_once", words)
        return None


def room_of(row: ReferenceRequest, states: Iterable[str], numbers: Numbers) -> Room:
    """Count a request's candidates, as `Candidate.counts_as` says, without those that are to be left out."""
    found, kind = list(states), numbers.kind_of(row.kind)

    def count(wanted: Iterable[str]) -> int:
        among = set(wanted)
        return sum(each in among for each in found)

    return Room(
        on_hold=count(CANDIDATE_ON_HOLD),
        asked=count((C.ASKED,)),
        won=count(_WON),
        in_vain=count(CANDIDATE_IN_VAIN),
        wanted=row.wanted,
        at_once=kind.at_once or row.wanted,
        most=kind.approach_most,
    )
