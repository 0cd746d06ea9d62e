"""What becomes of a nomination once it was sent: taken up, asked back, answered, turned down, withdrawn, opened again."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.customers.models import Member
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import can_move, move
from goodword.people.models import User
from goodword.policy.queries import in_force
from goodword.recruiting import access
from goodword.recruiting.actions.locks import lock_nomination, person
from goodword.recruiting.models import Nomination
from goodword.recruiting.states import NOMINATION_MOVES, NOMINATION_OPEN


def begin(row: Nomination, verb: str, *, by: Actor) -> tuple[Nomination, User]:
    """The locked row, and who acts: they may do this. Raises NotAllowed, and WrongState when somebody was faster."""
    locked, user = lock_nomination(row), person(by)
    if not access.may_nomination(user, verb, locked, whatever_state=True):
        raise NotAllowed
    if not can_move(NOMINATION_MOVES, verb, locked.state):
        raise WrongState(verb, locked.state)
    return locked, user


@transaction.atomic
def take_up(row: Nomination, *, by: Actor, at: datetime) -> Nomination:
    """Begin to look at it; whoever does leads it from now on."""
    locked, user = begin(row, "take_up", by=by)
    move(locked, NOMINATION_MOVES, "take_up", at=at, manager=user)
    record("nomination.taken_up", by=by, at=at, about=[locked])
    return locked


@transaction.atomic
def ask_back(row: Nomination, *, by: Actor, at: datetime, question: str) -> Nomination | Refused:
    """Give it back to the nominator with a question."""
    locked, user = begin(row, "ask_back", by=by)
    if not question.strip():
        return refuse("question", _("Write what you would like to know."))
    words = question.strip()
    move(locked, NOMINATION_MOVES, "ask_back", at=at, manager=user, asked_back=words, answered="", due_at=_due(at))
    record("nomination.asked_back", by=by, at=at, about=[locked], note=words, to=locked.nominator_id)
    return locked


@transaction.atomic
def answer(row: Nomination, *, by: Actor, at: datetime, words: str) -> Nomination | Refused:
    """Say what was asked; it goes back to whoever decides."""
    locked, _user = begin(row, "answer", by=by)
    if not words.strip():
        return refuse("words", _("Write your answer, or withdraw the nomination."))
    move(locked, NOMINATION_MOVES, "answer", at=at, answered=words.strip(), due_at=_due(at))
    record("nomination.answered", by=by, at=at, about=[locked], note=words.strip(), to=locked.manager_id)
    return locked


@transaction.atomic
def turn_down(row: Nomination, *, by: Actor, at: datetime, reason: str) -> Nomination | Refused:
    """Say no, with the reason: the nominator reads it."""
    locked, user = begin(row, "turn_down", by=by)
    if not reason.strip():
        return refuse("reason", _("Please say why in a few words. Whoever nominated them reads it."))
    move(locked, NOMINATION_MOVES, "turn_down", at=at, manager=locked.manager or user, reason=reason.strip())
    record("nomination.turned_down", by=by, at=at, about=[locked, locked.account], note=reason.strip(), to=locked.nominator_id)
    return locked


@transaction.atomic
def withdraw(row: Nomination, *, by: Actor, at: datetime, reason: str = "") -> Nomination:
    """Take it back; whoever was to decide hears of it."""
    locked, _user = begin(row, "withdraw", by=by)
    move(locked, NOMINATION_MOVES, "withdraw", at=at, reason=reason.strip())
    record("nomination.withdrawn", by=by, at=at, about=[locked, locked.account], note=reason.strip(), to=locked.manager_id)
    return locked


@transaction.atomic
def reopen(row: Nomination, *, by: Actor, at: datetime) -> Nomination | Refused:
    """Look at it once more, as it stood. Refuses when the customer is in, or proposed by somebody else, by now."""
    locked, _user = begin(row, "reopen", by=by)
    member = Member.objects.filter(account=locked.account).first()
    if member is not None and access.is_of_program(locked):
        return refuse("already_member", _("This customer is a member by now: %(number)s.") % {"number": member.reference_id})
    other = Nomination.objects.filter(account=locked.account, purpose=locked.purpose, state__in=NOMINATION_OPEN).first()
    if other is not None:
        return refuse("nominated_already", _("This customer is nominated anew: %(number)s.") % {"number": other.reference})
    if locked.account.do_not_contact:
        return refuse("closed", _("Nobody of this company may be contacted any more."))
    move(locked, NOMINATION_MOVES, "reopen", at=at, reason="", due_at=_due(at))
    record("nomination.reopened", by=by, at=at, about=[locked], to=locked.manager_id)
    return locked


def _due(at: datetime) -> datetime:
    return at + timedelta(days=in_force(at).numbers.nomination_days)
