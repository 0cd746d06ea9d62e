"""Many customers of one request in one go: held, asked by mail from here, or asked by a mail of our own with a link for each.

Each customer is a transaction of its own: whoever may not be held or asked stays as they are, with the reason, and the others go on.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.kernel.actor import Actor
from goodword.kernel.errors import Conflict, NotAllowed, NotFound, WrongState
from goodword.kernel.refusal import Refused
from goodword.links.actions import Purpose, issue
from goodword.requests import access
from goodword.requests.actions.candidates import hold
from goodword.requests.actions.elsewhere import record_ask
from goodword.requests.actions.locks import person
from goodword.requests.actions.outreach import ask
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.states import CandidateState

OWN_MAIL = "own_mail"
LINK_DAYS = 30


@dataclass(frozen=True, slots=True)
class NotDone:
    """A customer for whom it could not be done, and why."""

    candidate: Candidate
    why: str


@dataclass(frozen=True, slots=True)
class Done:
    """For whom it was done, and for whom not."""

    done: tuple[Candidate, ...]
    left: tuple[NotDone, ...]


@dataclass(frozen=True, slots=True)
class Personal:
    """One customer who is asked by a mail of our own, with the link that is theirs alone."""

    candidate: Candidate
    token: str


def hold_all(reference_request: ReferenceRequest, *, by: Actor, at: datetime) -> Done:
    """Hold everybody in line, as far as there is room, and ask their owners. Raises NotAllowed."""
    states = (CandidateState.SHORTLISTED, CandidateState.SUGGESTED)
    return _each(_in_states(reference_request, states, by=by), lambda row: hold(row, by=by, at=at))


def ask_all(reference_request: ReferenceRequest, *, by: Actor, at: datetime) -> Done:
    """Ask everybody whose owner agreed, by mail from here. Raises NotAllowed."""
    rows = _in_states(reference_request, (CandidateState.OWNER_APPROVED,), by=by)
    return _each(rows, lambda row: ask(row, by=by, at=at))


def ask_by_own_mail(reference_request: ReferenceRequest, *, by: Actor, at: datetime) -> tuple[list[Personal], Done]:
    """Write down that everybody whose owner agreed is asked by a mail of our own, and make the link of each. Raises NotAllowed."""
    rows = _in_states(reference_request, (CandidateState.OWNER_APPROVED,), by=by)
    made: list[Personal] = []

    @transaction.atomic
    def ask_one(row: Candidate) -> Candidate | Refused:
        """Nobody is written down as asked without a link to answer by."""
        asked = record_ask(row, how=OWN_MAIL, asked_at=at, by=by, at=at)
        if isinstance(asked, Refused) or asked.contact_id is None:
            return asked
        ends = at + timedelta(days=LINK_DAYS)
        made.append(Personal(asked, issue(Purpose.ANSWER_ASK, about=asked, expires_at=ends, at=at, contact_id=asked.contact_id)))
        return asked

    return made, _each(rows, ask_one)


def _in_states(reference_request: ReferenceRequest, states: Iterable[str], *, by: Actor) -> list[Candidate]:
    if not access.runs(person(by), reference_request):
        raise NotAllowed
    rows = reference_request.candidates.filter(state__in=list(states)).select_related("account")
    return list(rows.order_by("position", "pk"))


def _each(rows: Iterable[Candidate], do: Callable[[Candidate], object]) -> Done:
    done: list[Candidate] = []
    left: list[NotDone] = []
    for row in rows:
        try:
            outcome = do(row)
        except (WrongState, NotFound):
            continue  # somebody was faster: it is done, or no longer wanted
        except (NotAllowed, Conflict):
            left.append(NotDone(row, _("This has changed in the meantime.")))
            continue
        if isinstance(outcome, Refused):
            left.append(NotDone(row, outcome.words))
        else:
            done.append(row)
    return Done(tuple(done), tuple(left))
