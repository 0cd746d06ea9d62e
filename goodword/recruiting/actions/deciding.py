"""A registration is answered: accepted, which begins a nomination; declined; later; set aside as not meant seriously; taken up again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.customers.actions.accounts import create_account
from goodword.customers.actions.contacts import add_contact
from goodword.customers.models import Account, Contact
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import can_move, move
from goodword.people.queries import manager_for
from goodword.policy.queries import in_force
from goodword.recruiting.actions.registration_locks import lock_registration, lock_registrations, one_at_a_time, reviewer
from goodword.recruiting.actions.start import start_nomination
from goodword.recruiting.kinds import RUN_BY, PublicProgram, Purpose, Source
from goodword.recruiting.kinds.page import answered
from goodword.recruiting.kinds.reviewing import MOST_WORDS, Because
from goodword.recruiting.models import Nomination, Registration
from goodword.recruiting.queries.matching import contact_by_address
from goodword.recruiting.states import NOMINATION_OPEN, REGISTRATION_MOVES, REGISTRATION_OPEN

Moved = Registration | Refused


@transaction.atomic
def accept(registration: Registration, *, new_account: bool = False, tell: bool = True, by: Actor, at: datetime) -> Moved:
    """Go on with somebody who registered: their nomination begins, account and contact are made where they are new.

    Where the customer is nominated already, it is linked to that. Open source and education agree in a call first. Raises NotAllowed
    or WrongState.
    """
    row = lock_registration(registration.pk)
    reviewer(by, row)
    _check(row, "accept")
    if PublicProgram(row.program) in RUN_BY and not row.has_agreed:
        return refuse("not_agreed", _("First hold the discovery call, and agree on it with them."))
    account = row.account if row.account is not None else _new_account(row, by=by, at=at) if new_account else None
    if not isinstance(account, Account):
        return account if account is not None else refuse("no_account", _("Choose the customer first, or make a new one."))
    contact = row.contact if row.contact is not None and row.contact.account_id == account.pk else contact_by_address(row.email, account)
    champion = contact or add_contact(account, by=by, at=at, checked=True, name=row.name, email=row.email, title=row.job_title)
    nomination = _nominated(row, account, champion, by=by, at=at) if isinstance(champion, Contact) else champion
    if isinstance(nomination, Refused):
        transaction.set_rollback(True)
        return nomination
    move(row, REGISTRATION_MOVES, "accept", at=at, nomination=nomination, account=account, contact=champion, later_on=None)
    manager = manager_for(account=account)
    data: dict[str, Any] = {"told": tell, "nomination": nomination.pk, "manager": manager.pk if manager is not None else None}
    record("registration.accepted", by=by, at=at, about=[row, account, nomination], **data)
    return row


def _new_account(row: Registration, *, by: Actor, at: datetime) -> Account | Refused:
    made = {"name": row.company or row.name, "country": row.country, "website": row.website}
    return create_account(by=by, at=at, checked=True, **made)  # whoever may decide about it may


def _nominated(row: Registration, account: Account, champion: Contact, *, by: Actor, at: datetime) -> Nomination | Refused:
    """The nomination that begins, or the one that is open already; the page is where it came from."""
    there = Nomination.objects.filter(account=account, purpose=Purpose.PROGRAM, state__in=NOMINATION_OPEN).first()
    if there is not None:
        return there
    made = start_nomination(account, by=by, at=at, champion=champion, source=Source.EXTERNAL_PAGE, briefing=briefing_of(row))
    if isinstance(made, Nomination) and made.source != Source.EXTERNAL_PAGE:
        made.source = Source.EXTERNAL_PAGE  # a draft that lay there already
        made.champion = made.champion or champion
        made.save(update_fields=["source", "champion"])
    return made


def briefing_of(row: Registration) -> dict[str, Any]:
    """What a nomination knows from the page: their own words, and what they would like to do."""
    own = row.answers.get("better") or row.answers.get("story") or ""
    others = [f"{label}: {said}" for label, said in answered(row.program, row.answers) if said != own]
    found = {"why_us": own, "activities": list(row.offered), "interest": "\n".join(others)}
    return {code: value for code, value in found.items() if value}


@transaction.atomic
def decline(registration: Registration, *, because: str, words: str = "", tell: bool = True, by: Actor, at: datetime) -> Moved:
    """Do not go on with somebody; they get a kind answer, unless it is left out, which needs a reason. Raises NotAllowed or WrongState.

    `words` are for colleagues and never reach whoever registered.
    """
    row = lock_registration(registration.pk)
    reviewer(by, row)
    _check(row, "decline")
    words = words.strip()[:MOST_WORDS]
    if because not in Because.values:
        return refuse("because", _("Choose a reason."))
    if not words and (because == Because.OTHER or not tell):
        return refuse("words", _("Say why in a few words; only colleagues read it."))
    move(row, REGISTRATION_MOVES, "decline", at=at, later_on=None)
    record("registration.declined", by=by, at=at, about=_about(row), note=words, because=because, told=tell)
    return row


@transaction.atomic
def put_off(registration: Registration, *, until_on: date, words: str = "", tell: bool = True, by: Actor, at: datetime) -> Moved:
    """Not now: they get a kind answer, and the registration comes back on that day. Raises NotAllowed or WrongState."""
    row = lock_registration(registration.pk)
    reviewer(by, row)
    if row.state not in REGISTRATION_OPEN:
        raise WrongState("put_off", row.state)
    if until_on <= in_force(at).today:
        return refuse("until_on", _("Choose a day that is still to come."))
    if can_move(REGISTRATION_MOVES, "take_up", row.state):
        move(row, REGISTRATION_MOVES, "take_up", at=at)
    row.later_on = row.due_on = until_on
    row.reminded_at = None
    row.save(update_fields=["later_on", "due_on", "reminded_at"])
    about, until = _about(row), until_on.isoformat()
    record("registration.put_off", by=by, at=at, about=about, note=words.strip()[:MOST_WORDS], until=until, told=tell)
    return row


@transaction.atomic
def discard(registrations: Sequence[Registration], *, by: Actor, at: datetime) -> int:
    """Set some aside as not meant seriously; nobody is written to, and it can be undone. How many were. Raises NotAllowed."""
    rows = lock_registrations(each.pk for each in registrations)
    done = 0
    for row in rows:
        reviewer(by, row)
        if can_move(REGISTRATION_MOVES, "discard", row.state):
            move(row, REGISTRATION_MOVES, "discard", at=at)
            record("registration.discarded", by=by, at=at, about=[row])
            done += 1
    return done


@transaction.atomic
def reopen(registrations: Sequence[Registration], *, by: Actor, at: datetime) -> int:
    """Take up some again that were declined or set aside, unless their words are gone; how many were. Raises NotAllowed."""
    one_at_a_time(*registrations)
    rows = lock_registrations(each.pk for each in registrations)
    done = 0
    for row in rows:
        reviewer(by, row)
        taken = Registration.objects.filter(program=row.program, email=row.email, state__in=REGISTRATION_OPEN).exists()
        if can_move(REGISTRATION_MOVES, "reopen", row.state) and row.words_gone_at is None and not taken:
            move(row, REGISTRATION_MOVES, "reopen", at=at)
            record("registration.reopened", by=by, at=at, about=_about(row))
            done += 1
    return done


@transaction.atomic
def take_over(registration: Registration, *, by: Actor, at: datetime) -> Registration:
    """Whoever presses it sees to it from now on. Raises NotAllowed or WrongState."""
    row = lock_registration(registration.pk)
    user = reviewer(by, row)
    if row.state not in REGISTRATION_OPEN:
        raise WrongState("take_over", row.state)
    if row.responsible_id != user.pk:
        before, row.responsible = row.responsible_id, user
        row.save(update_fields=["responsible"])
        record("registration.passed_on", by=by, at=at, about=[row], before=before, to=user.pk)
    return row


def _check(row: Registration, verb: str) -> None:
    if not can_move(REGISTRATION_MOVES, verb, row.state):
        raise WrongState(verb, row.state)


def _about(row: Registration) -> list[Any]:
    return [row, row.account] if row.account is not None else [row]
