"""Register, and confirm the address. Until it is confirmed nobody inside is told."""

import hashlib
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotFound, WrongState
from goodword.kernel.transitions import can_move, move, move_all
from goodword.people.models import User
from goodword.people.queries import today
from goodword.policy.queries import in_force
from goodword.recruiting import queries
from goodword.recruiting.actions.gate import may_write_to
from goodword.recruiting.actions.registration_locks import lock_if_there, one_at_a_time
from goodword.recruiting.kinds import Agreed, SignUp
from goodword.recruiting.models import AgreedWords, FitnessAnswer, Registration
from goodword.recruiting.queries import match_of, responsible_for
from goodword.recruiting.queries.responsible import review_day_after
from goodword.recruiting.states import REGISTRATION_MOVES, REGISTRATION_OPEN, RegistrationState

# What stays when the words go: the program, the state, where they came from, and when.
WORDLESS: Final[dict[str, Any]] = {
    "name": "",
    "email": "",
    "company": "",
    "website": "",
    "job_title": "",
    "country": "",
    "answers": {},
    "network": "",
    "call_place": "",
    "call_notes": "",
}
TYPED: Final = ("name", "company", "website", "job_title", "country", "language", "answers", "offered")
AGREED: Final = ("notice", "consent", "agreed_at")


# So many wait for one address to be confirmed; then the newest stay. Whoever just wrote finds theirs among them.
MOST_WAITING: Final = 10


@transaction.atomic
def register(signup: SignUp, *, tell: bool = True, by: Actor, at: datetime) -> Registration:
    """Keep what somebody sent, and ask the address whether it was them. The same whether or not the address is known.

    Without `tell` no mail leaves, because that address got enough today: the button of one of those opens this one as well.
    """
    row = Registration.objects.create(
        program=signup.program,
        state_at=at,
        created_at=at,
        name=signup.name,
        email=signup.email.lower(),
        company=signup.company,
        website=signup.website,
        job_title=signup.job_title,
        country=signup.country,
        language=signup.language,
        answers=dict(signup.answers),
        offered=list(signup.offered),
        came_from=signup.came_from,
        trust=signup.trust,
        network=signup.network,
        notice=_kept(signup.notice, signup, at=at),
        consent=_kept(signup.consent, signup, at=at),
        agreed_at=at if signup.consent is not None else None,
    )
    record("registration.received", by=by, at=at, about=[row], program=row.program, came_from=row.came_from, trust=row.trust, told=tell)
    oldest = [each.pk for each in queries.waiting_at(row.email)[MOST_WAITING:]]
    _replace(Registration.objects.filter(pk__in=oldest), row, at=at)
    return row


def _replace(rows: "queries.Registrations", by_this: Registration, *, at: datetime) -> None:
    """Another one counts in their place, and what they say goes."""
    move_all(rows, REGISTRATION_MOVES, "replace", at=at, replaced_by=by_this, words_gone_at=at, **WORDLESS)


def _kept(agreed: Agreed | None, signup: SignUp, *, at: datetime) -> AgreedWords | None:
    """The words that stood on the page, once for everybody who read the same."""
    if agreed is None:
        return None
    said = (agreed.kind, signup.program, agreed.language, str(agreed.number), agreed.words)
    mark = hashlib.sha256("\0".join(said).encode()).hexdigest()
    defaults = {
        "kind": agreed.kind,
        "program": signup.program,
        "language": agreed.language,
        "number": agreed.number,
        "words": agreed.words,
        "first_at": at,
    }
    return AgreedWords.objects.get_or_create(mark=mark, defaults=defaults)[0]


@transaction.atomic
def confirm(registration: Registration, *, by: Actor, at: datetime) -> Registration:
    """The address said that it was them: it waits for review now. Returns the one that counts, and changes nothing the second time.

    Who had registered before and was not answered yet keeps that place, with what they wrote now. Raises NotFound when the words are gone,
    and WrongState once it expired.
    """
    one_at_a_time(registration)
    row = Registration.objects.select_for_update(of=("self",)).filter(pk=registration.pk).first()
    if row is not None and row.confirmed_at is not None:
        return row
    if row is None or row.words_gone_at is not None:
        raise NotFound
    if row.state == RegistrationState.EXPIRED:
        raise WrongState("confirm", row.state)
    same = Registration.objects.filter(program=row.program, email=row.email).exclude(pk=row.pk)
    standing = same.select_for_update(of=("self",)).filter(state__in=REGISTRATION_OPEN).first()
    if standing is not None:
        renewed = _renewed(standing, row, by=by, at=at)
        _replace(same.exclude(pk=standing.pk), standing, at=at)
        return renewed
    found = match_of(email=row.email, company=row.company, website=row.website)
    person = responsible_for(row.program, account=found.account, country=row.country)
    move(
        row,
        REGISTRATION_MOVES,
        "confirm",
        at=at,
        confirmed_at=at,
        due_on=review_day_after(today(at), in_force(at).numbers),
        account=found.account,
        contact=found.contact,
        matched_by=found.by,
        responsible=person,
    )
    _replace(same, row, at=at)
    about = [row] if found.account is None else [row, found.account]
    record("registration.confirmed", by=by, at=at, about=about, program=row.program, matched_by=row.matched_by, came_from=row.came_from)
    return row


def _renewed(standing: Registration, newer: Registration, *, by: Actor, at: datetime) -> Registration:
    """The one that waits already says from now on what the newer one says."""
    for name in (*TYPED, *AGREED):
        setattr(standing, name, getattr(newer, name))
    standing.save(update_fields=[*TYPED, *AGREED])
    move(newer, REGISTRATION_MOVES, "replace", at=at, confirmed_at=at, replaced_by=standing, words_gone_at=at, **WORDLESS)
    record("registration.renewed", by=by, at=at, about=[standing], program=standing.program)
    return standing


@transaction.atomic
def send_again(registration: Registration, *, by: Actor, at: datetime) -> Registration:
    """A new link to the same address, asked for by whoever holds one that has ended. Raises NotFound once the words are gone.

    Nothing is sent once it is confirmed, or when that address got enough today.
    """
    row = Registration.objects.select_for_update(of=("self",)).filter(pk=registration.pk).first()
    if row is None or row.words_gone_at is not None:
        raise NotFound
    if row.confirmed_at is not None or not may_write_to(row.email, at=at):
        return row
    if row.state == RegistrationState.EXPIRED:
        move(row, REGISTRATION_MOVES, "send_again", at=at)
    record("registration.sent_again", by=by, at=at, about=[row], program=row.program)
    return row


@transaction.atomic
def withdraw_registration(registration: Registration, *, by: Actor, at: datetime) -> bool:
    """Whoever registered takes it back: nobody goes on with it, and what they wrote goes at once. False once it was answered.

    What they sent before or after it for the same program is the same registration, so it goes along.
    """
    row = lock_if_there(registration.pk)
    if row is None or not can_move(REGISTRATION_MOVES, "withdraw", row.state):
        return False
    rows = [row, *queries.waiting_at(row.email).filter(program=row.program).exclude(pk=row.pk).select_for_update(of=("self",))]
    for each in rows:
        _withdraw(each, by=by, at=at)
    return True


@transaction.atomic
def disown(registration: Registration, *, by: Actor, at: datetime) -> int:
    """Whoever has the address says that it was not them: everything that waits there to be confirmed goes. How many that was."""
    rows = list(queries.waiting_at(registration.email).select_for_update(of=("self",)))
    for row in rows:
        _withdraw(row, by=by, at=at)
    return len(rows)


def _withdraw(row: Registration, *, by: Actor, at: datetime) -> None:
    FitnessAnswer.objects.filter(registration=row).update(words="")
    move(row, REGISTRATION_MOVES, "withdraw", at=at, contact=None, words_gone_at=at, **WORDLESS)
    record("registration.withdrawn", by=by, at=at, about=[row], program=row.program)


@transaction.atomic
def pass_registrations_on(leaver: User, *, to: User, by: Actor, at: datetime) -> int:
    """Somebody else sees to what a colleague was responsible for; returns how many."""
    rows = list(queries.registrations_of(leaver).select_for_update(of=("self",)))
    for row in rows:
        row.responsible = to
        row.save(update_fields=["responsible"])
        record("registration.passed_on", by=by, at=at, about=[row], before=leaver.pk, to=to.pk)
    return len(rows)
