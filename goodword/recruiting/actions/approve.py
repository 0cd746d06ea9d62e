"""Approval: the customer is a member at once, with everything that was agreed on; its champion is welcomed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.customers.actions import edit_account, make_member, set_self_limit
from goodword.customers.models import Contact, Member
from goodword.journal.actions import record
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import move
from goodword.people.queries import program
from goodword.policy.queries import in_force
from goodword.recruiting import access
from goodword.recruiting.actions.locks import lock_nomination, person
from goodword.recruiting.actions.review import begin
from goodword.recruiting.models import Introduction, Nomination
from goodword.recruiting.queries.readiness import facts_to_write, introduction_of, steps
from goodword.recruiting.queries.welcome import WELCOMED, last_welcome, why_no_letter
from goodword.recruiting.states import NOMINATION_MOVES
from goodword.texts.actions import keep_own_words, why_not_own


@dataclass(frozen=True, slots=True)
class LetterWords:
    """The words of the welcome letter as they were read before it left."""

    subject: str
    body: str


@transaction.atomic
def approve(
    row: Nomination, *, by: Actor, at: datetime, take: Iterable[str] = (), letter: LetterWords | None = None
) -> Nomination | Refused:
    """Say yes. For the program the customer becomes a member in the same step, and the letter leaves when there are words for it.

    `take` are the facts to write over what the record says. Raises NotAllowed, and WrongState when somebody was faster.
    """
    locked, _user = begin(row, "approve", by=by)
    call = introduction_of(locked)
    refused = _why_not(locked, call, letter, at=at)
    if refused is not None:
        return refused
    about = [locked, locked.account]
    if access.is_of_program(locked):
        member = _join(locked, call, by=by, at=at, take=frozenset(take))
        if isinstance(member, Refused):
            transaction.set_rollback(True)
            return member
        about.append(member)
    move(locked, NOMINATION_MOVES, "approve", at=at)
    record("nomination.approved", by=by, at=at, about=about, purpose=locked.purpose, to=locked.nominator_id)
    if letter is not None and locked.champion is not None:
        welcome(locked, locked.champion, letter, by=by, at=at)
    return locked


def welcome(row: Nomination, champion: Contact, letter: LetterWords, *, by: Actor, at: datetime) -> Entry:
    """Let the welcome letter leave, in the words that were read."""
    entry = record(WELCOMED, by=by, at=at, about=[row, row.account, champion])
    keep_own_words(entry, subject=letter.subject, body=letter.body)
    return entry


@transaction.atomic
def stop_welcome(row: Nomination, *, by: Actor, at: datetime) -> Nomination | Refused:
    """Keep the welcome letter back while it still waits to leave."""
    locked, user = lock_nomination(row), person(by)
    if not access.runs_nomination(user, locked):
        raise NotAllowed
    entry = last_welcome(locked)
    if entry is None or at >= entry.at + timedelta(seconds=program().mail_delay_seconds):
        return refuse("has_left", _("It has left already. You may write to them yourself."))
    record("nomination.welcome_stopped", by=by, at=at, about=[locked], entry=entry.pk)
    return locked


def _why_not(row: Nomination, call: Introduction | None, letter: LetterWords | None, *, at: datetime) -> Refused | None:
    if row.account.do_not_contact:
        return refuse("closed", _("Nobody of this company may be contacted any more, so it cannot join. Turn the nomination down."))
    left = [each for each in steps(row, call, now=in_force(at)) if not each.is_done]
    if left:
        said = "; ".join(f"{each.label}: {each.detail}" if each.detail else each.label for each in left)
        return refuse("steps", _("Before that: %(what)s.") % {"what": said})
    if letter is None or not access.is_of_program(row):
        return None
    return why_no_letter(row, at=at) or why_not_own(letter.subject, letter.body)


def _join(row: Nomination, call: Introduction | None, *, by: Actor, at: datetime, take: frozenset[str]) -> Member | Refused:
    fields = facts_to_write(row, take=take)
    if fields:
        edited = edit_account(row.account, by=by, at=at, **fields)
        if isinstance(edited, Refused):
            return edited
    agreed = {
        name: getattr(call, name)
        for name in ("agreed_types", "refused_types", "comfort", "comfort_days", "comfort_effort", "preferences")
        if call is not None
    }
    member = make_member(row.account, by=by, at=at, champion=row.champion, how_joined=row.source, **agreed)
    if isinstance(member, Refused):
        return member
    for family, (most, days) in (call.limits if call is not None else {}).items():
        limited = set_self_limit(member, by=by, at=at, family=family, most=most, days=days)
        if isinstance(limited, Refused):
            return limited
    return member
