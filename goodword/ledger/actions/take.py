"""Take a place, turn a hold into an ask, give a place back. Callers hold the account's row lock and have judged."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils.translation import gettext as _
from psycopg import sql

from goodword.kernel.errors import WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.ledger.models import Answer, LedgerEntry

LIMIT = "ledger_limit"
# One statement, in a savepoint of its own inside the database (migration 0034); nothing comes back from a customer who is taken.
COLUMNS = [field.attname for field in LedgerEntry._meta.concrete_fields]
TAKE = sql.SQL("select {} from goodword_take_hold(%s, %s, %s, %s, %s, %s, %s, %s, %s)").format(
    sql.SQL(", ").join(map(sql.Identifier, COLUMNS))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a place in the ledger is wanted for. `planned_on` is a day in the program's time zone."""

    account_id: int
    family: str
    activity_type: str
    planned_on: date
    effort: int = 1
    contact_id: int | None = None
    circle_id: int | None = None


def _constraint(error: DatabaseError) -> str | None:
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None)


def _full() -> Refused:
    return refuse("usage_limit", _("This customer has just been taken by somebody else. Nothing was sent."))


def take_hold(place: Place, *, expires_at: datetime, at: datetime) -> LedgerEntry | Refused:
    """Take a hold. The database refuses above the limit in force; then nothing is written and the refusal says so."""
    wanted = [
        place.account_id,
        place.contact_id,
        place.circle_id,
        place.family,
        place.activity_type,
        place.planned_on,
        place.effort,
        expires_at,
        at,
    ]
    with connection.cursor() as cursor:
        cursor.execute(TAKE, wanted)
        taken = cursor.fetchone()
    return LedgerEntry.from_db(connection.alias, COLUMNS, taken) if taken else _full()


def turn_into_ask(entry: LedgerEntry, *, asked_on: date, contact_id: int | None = None, unsent: bool = False) -> LedgerEntry | Refused:
    """The customer is approached: from now on the place stays taken. Asked in another period, it is retaken there.

    An ask that is `unsent` waits for its mail to leave, and may be turned back until `note_sent`.
    """
    changes: dict[str, object] = {
        "kind": LedgerEntry.ASK,
        "asked_on": asked_on,
        "planned_on": asked_on,
        "expires_at": None,
        "unsent": unsent,
    }
    if contact_id is not None:
        changes["contact_id"] = contact_id
    return _change(entry, changes)


def turn_back(entry: LedgerEntry, *, expires_at: datetime | None = None) -> bool:
    """An ask that has not left becomes a hold again, in the period it has. False, and nothing changes, once it has left."""
    asks = LedgerEntry.objects.filter(pk=entry.pk, kind=LedgerEntry.ASK, unsent=True)
    changed = asks.update(kind=LedgerEntry.HOLD, asked_on=None, unsent=False, expires_at=expires_at)
    entry.refresh_from_db()
    return changed == 1


def note_sent(entry_id: int) -> None:
    """The mail of an ask has left, or may have: from now on the ask keeps its place."""
    LedgerEntry.objects.filter(pk=entry_id, unsent=True).update(unsent=False)


def release(entry: LedgerEntry, *, at: datetime) -> bool:
    """Give a hold's place back. An ask keeps its place: then nothing changes and the answer is False."""
    given_back = LedgerEntry.objects.filter(pk=entry.pk, kind=LedgerEntry.HOLD, released_at=None).update(released_at=at)
    entry.refresh_from_db()
    return given_back == 1


def note_answer(entry: LedgerEntry, *, answer: Answer) -> None:
    """Write down what the customer answered to an ask; ranking looks at how often a customer says yes."""
    LedgerEntry.objects.filter(pk=entry.pk, kind=LedgerEntry.ASK).update(answer=answer, unsent=False)
    entry.refresh_from_db(fields=["answer", "unsent"])


def note_missed(entry_id: int, *, missed: bool) -> None:
    """Write down that what a customer was asked for did not take place, or is to take place after all."""
    LedgerEntry.objects.filter(pk=entry_id, kind=LedgerEntry.ASK).update(missed=missed)


def _change(entry: LedgerEntry, changes: dict[str, object]) -> LedgerEntry | Refused:
    try:
        with transaction.atomic():
            changed = LedgerEntry.objects.filter(pk=entry.pk, kind=LedgerEntry.HOLD, released_at=None).update(**changes)
    except IntegrityError as error:
        if _constraint(error) == LIMIT:
            return _full()
        raise
    entry.refresh_from_db()
    if changed != 1:
        raise WrongState("change", "released" if entry.released_at else entry.kind)
    return entry
