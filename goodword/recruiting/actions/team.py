"""The team of a customer is asked whether somebody who registered fits: asking, answering, and changing the customer it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.customers.models import Account
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import can_move, move
from goodword.people.models import User
from goodword.people.queries import deputy_of, own_day, working_days_after
from goodword.policy.queries import in_force
from goodword.recruiting.access import can_answer_fitness
from goodword.recruiting.actions.registration_locks import lock_registration, lock_registrations, reviewer
from goodword.recruiting.kinds import Match
from goodword.recruiting.kinds.reviewing import MOST_WORDS, Fitness, Side
from goodword.recruiting.models import FitnessAnswer, FitnessAsk, Registration
from goodword.recruiting.queries.matching import contact_by_address
from goodword.recruiting.states import REGISTRATION_MOVES, REGISTRATION_OPEN


@transaction.atomic
def ask_team(registrations: Sequence[Registration], *, by: Actor, at: datetime) -> int | Refused:
    """Ask owner and success manager of each customer whether it fits: one mail a person, whatever the number. How many are asked.

    Who was asked already is not asked again; registrations of nobody's customer are left out. Raises NotAllowed.
    """
    rows = lock_registrations(each.pk for each in registrations)
    theirs: dict[User, list[tuple[Registration, str, User | None]]] = defaultdict(list)
    for row in rows:
        reviewer(by, row)
        if row.state not in REGISTRATION_OPEN:
            continue
        asked = set(row.fitness.values_list("side", flat=True))
        for side, person in team_of(row.account).items():
            if side not in asked:
                deputy = deputy_of(person, own_day(person, at))
                theirs[deputy or person].append((row, side, person if deputy is not None else None))
    if not theirs:
        return refuse("nobody", _("There is nobody to ask: no customer is chosen, it has no owner, or its team was asked already."))
    for person, questions in theirs.items():
        ask_person(person, questions, by=by, at=at)
    for row in {each.pk: each for questions in theirs.values() for each, _side, _first in questions}.values():
        if can_move(REGISTRATION_MOVES, "take_up", row.state):
            move(row, REGISTRATION_MOVES, "take_up", at=at)
    return len(theirs)


def team_of(account: Account | None) -> dict[str, User]:
    """Who is asked about a customer; one person once, and nobody who has left."""
    if account is None:
        return {}
    found = {Side.OWNER.value: account.owner, Side.CSM.value: account.csm}
    if account.owner_id == account.csm_id:
        found.pop(Side.CSM.value)
    return {side: person for side, person in found.items() if person is not None and person.is_active}


def ask_person(person: User, questions: list[tuple[Registration, str, User | None]], *, by: Actor, at: datetime) -> FitnessAsk:
    """One mail to one person about some registrations."""
    numbers = in_force(at).numbers
    ask = FitnessAsk.objects.create(to=person, by_id=by.person_id, at=at)
    for row, side, first in questions:
        FitnessAnswer.objects.create(
            registration=row,
            side=side,
            ask=ask,
            asked=person,
            deputy_for=first,
            asked_at=at,
            due_at=working_days_after(at, numbers.owner_escalation_working_days, region=person.region),
            remind_at=working_days_after(at, numbers.owner_reminder_working_days, region=person.region),
        )
    rows = {row.pk: row for row, _side, _first in questions}.values()
    record("registration.team_asked", by=by, at=at, about=[ask, *rows], ask=ask.pk, to=person.pk, n=len(rows))
    return ask


@transaction.atomic
def answer_fitness(
    question: FitnessAnswer, *, answer: str, until_on: date | None = None, words: str = "", by: Actor, at: datetime
) -> FitnessAnswer | Refused:
    """Say whether somebody fits; one may change one's mind until it is decided. Raises NotAllowed or WrongState."""
    registration = lock_registration(question.registration_id)
    row = FitnessAnswer.objects.select_for_update(of=("self",)).filter(pk=question.pk).first()
    user, now = User.objects.filter(pk=by.person_id or 0).first(), in_force(at)
    if row is None:
        raise WrongState("answer", "matched")
    if user is None or not can_answer_fitness(user, row, today=now.today):
        raise NotAllowed
    if registration.state not in REGISTRATION_OPEN:
        raise WrongState("answer", registration.state)
    words = words.strip()[:MOST_WORDS]
    refused = _unsaid(answer, until_on, words, today=now.today)
    if refused is not None:
        return refused
    until = until_on if answer == Fitness.NOT_NOW else None
    if (row.answer, row.until_on, row.words) == (answer, until, words):
        return row  # pressed twice
    row.answer, row.until_on, row.words, row.answered_by, row.answered_at = answer, until, words, user, at
    row.save(update_fields=["answer", "until_on", "words", "answered_by", "answered_at"])
    said: dict[str, Any] = {"answer": answer, "until": until.isoformat() if until else None, "side": row.side}
    about = [registration, row]
    record("registration.fitness_given", by=by, at=at, about=about, note=words, complete=not _waits(registration), **said)
    return row


def _waits(registration: Registration) -> bool:
    return registration.fitness.filter(answer="").exists()


def _unsaid(answer: str, until_on: date | None, words: str, *, today: date) -> Refused | None:
    if answer not in Fitness.values:
        return refuse("answer", _("Choose one of the three."))
    if answer == Fitness.NOT_NOW and (until_on is None or until_on <= today):
        return refuse("until_on", _("Choose a day that is still to come."))
    if answer != Fitness.FITS and not words:
        return refuse("words", _("Say why in a few words; only colleagues read it."))
    return None


@transaction.atomic
def match_by_hand(registration: Registration, account: Account | None, *, by: Actor, at: datetime) -> Registration:
    """Say which customer it is, or that it is none of ours; what another one's team said falls away. Raises NotAllowed or WrongState."""
    row = lock_registration(registration.pk, beside=account.pk if account is not None else None)
    reviewer(by, row)
    if row.state not in REGISTRATION_OPEN:
        raise WrongState("match", row.state)
    if account is not None and row.account_id == account.pk:
        return row
    row.fitness.all().delete()
    before, row.account, row.matched_by = row.account_id, account, Match.BY_HAND
    row.contact = contact_by_address(row.email, account) if account is not None else None
    row.save(update_fields=["account", "contact", "matched_by"])
    about = [row, account] if account is not None else [row]
    record("registration.account_chosen", by=by, at=at, about=about, before=before, now=row.account_id)
    return row
