"""What a contact changes on its own page: a pause, what they agree to, their own limits, their details; and taking that back.

Only the contact itself does this. Questions that are open and that the change answers are ended kindly in the same
transaction: whoever waits is told, and the ledger keeps what was asked. A call that was agreed stands.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.customers import actions as customers
from goodword.customers.actions import lock_account
from goodword.customers.kinds import ACTIVITY_FAMILY, ActivityType
from goodword.customers.kinds.activities import EVERYTHING
from goodword.customers.models import Contact, Member, SelfLimit
from goodword.customers.queries.own_word import CHANGED, MAY_BE_TAKEN_BACK, closed_by_link, effective
from goodword.journal.actions import record
from goodword.journal.models import Entry
from goodword.journal.queries import changes_of
from goodword.kernel.actor import Actor, ActorKind
from goodword.kernel.errors import Conflict, NotAllowed, NotFound
from goodword.kernel.refusal import Refused, refuse
from goodword.people.queries import today
from goodword.requests.actions.answers import LEAVE_ALONE, say_no
from goodword.requests.actions.ending import let_go
from goodword.requests.actions.locks import lock_before, lock_candidate, look_for_next
from goodword.requests.kinds import KINDS
from goodword.requests.models import Candidate
from goodword.requests.queries.leaving import is_still_here
from goodword.requests.states import CandidateState

LONGEST_PAUSE: Final = timedelta(days=731)
NOT_ANY_MORE: Final = "not_any_more"
PAUSE, AGREED, LIMITS, DETAILS, LEFT = "pause", "agreed", "limits", "details", "left"
FIELDS: Final = {PAUSE: ("quiet_until",), AGREED: ("agreed_types",), DETAILS: ("name", "title", "languages", "time_zone")}
Limits = Mapping[str, tuple[int, int] | None]


@transaction.atomic
def pause(contact: Contact, *, until: date, by: Actor, at: datetime, undoes: int | None = None) -> Contact | Refused:
    """Ask this person for nothing before a day; questions that are open end. Raises NotAllowed."""
    row = _themselves(contact, by=by)
    if until > today(at) + LONGEST_PAUSE:
        return refuse("too_long", _("Choose a day in the next two years. You can make it longer at any time."))
    asks = _open_asks(row, list(KINDS))
    if row.quiet_until == until and not asks:
        return row
    done = customers.be_quiet_until(row, until=until, by=by, at=at)
    if isinstance(done, Refused):
        return done
    ended = _end(asks, row, code=LEAVE_ALONE, by=by, at=at, until=until.isoformat())
    _note(row, PAUSE, by=by, at=at, undoes=undoes, ended=ended)
    return done


@transaction.atomic
def stop_writing(contact: Contact, *, link_id: int, by: Actor, at: datetime) -> Contact:
    """This person wants no more mail from us: questions that are open end, and nobody asks them again. Raises NotAllowed."""
    row = _themselves(contact, by=by)
    _end(_open_asks(row, list(KINDS)), row, code=LEAVE_ALONE, by=by, at=at)
    return customers.set_do_not_contact(row, by=by, at=at, wanted=True, link_id=link_id)


@transaction.atomic
def write_again(contact: Contact, *, link_id: int, by: Actor, at: datetime) -> bool:
    """Take back what a link's own press ended; what one of us set, or another mail, stays. Says whether it did. Raises NotAllowed."""
    row = _themselves(contact, by=by)
    if not closed_by_link(row, link_id):
        return False
    customers.set_do_not_contact(row, by=by, at=at, wanted=False, link_id=link_id)
    return True


@transaction.atomic
def leave_program(contact: Contact, *, reason: str = "", by: Actor, at: datetime) -> Contact:
    """This person leaves: nobody asks them any more, and what is open ends. Their colleagues may still be asked. Raises NotAllowed."""
    row = _themselves(contact, by=by)
    if row.do_not_contact:
        return row
    ended = _end(_open_asks(row, list(KINDS)), row, code=NOT_ANY_MORE, by=by, at=at)
    done = customers.set_do_not_contact(row, by=by, at=at, wanted=True, note=reason, left=True)
    _note(row, LEFT, by=by, at=at, undoes=None, ended=ended)
    return done


def _come_back(row: Contact, entry: Entry, *, by: Actor, at: datetime) -> Contact:
    """They are with us again: as before, but for questions that have ended."""
    done = customers.set_do_not_contact(row, by=by, at=at, wanted=False, left=True)
    _note(row, LEFT, by=by, at=at, undoes=entry.pk)
    return done


@transaction.atomic
def end_pause(contact: Contact, *, by: Actor, at: datetime, undoes: int | None = None) -> Contact | Refused:
    """This person may be asked again. Raises NotAllowed."""
    row = _themselves(contact, by=by)
    if row.quiet_until is None:
        return row
    done = customers.be_quiet_until(row, until=None, by=by, at=at)
    _note(row, PAUSE, by=by, at=at, undoes=undoes)
    return done


@transaction.atomic
def agree_to(contact: Contact, *, activity: str, wanted: bool, by: Actor, at: datetime) -> Contact | Refused:
    """This person offers one more kind of help, or takes one back; open questions of that kind end then. Raises NotAllowed."""
    row = _themselves(contact, by=by)
    if activity not in ActivityType.values:
        raise NotFound
    member = Member.objects.filter(account_id=row.account_id).first()
    now = set(effective(row, member))
    if wanted and member is not None and activity in member.refused_types:
        return refuse("refused", _("Your company asked us not to ask anybody for this."))
    if (activity in now) is wanted:
        return row
    return _agree(row, sorted(now | {activity} if wanted else now - {activity}), by=by, at=at)


def _agree(row: Contact, types: list[str] | None, *, by: Actor, at: datetime, undoes: int | None = None) -> Contact | Refused:
    member = Member.objects.filter(account_id=row.account_id).first()
    before = set(effective(row, member))
    done = customers.agree_contact(row, agreed_types=types, by=by, at=at)
    if isinstance(done, Refused):
        return done
    gone = before - set(effective(done, member))
    asks = _open_asks(row, [code for code, kind in KINDS.items() if kind.activity_type in gone])
    ended = _end(asks, row, code=NOT_ANY_MORE, by=by, at=at)
    _note(row, AGREED, by=by, at=at, undoes=undoes, ended=ended)
    return done


@transaction.atomic
def limit_oneself(contact: Contact, *, limits: Limits, by: Actor, at: datetime, undoes: int | None = None) -> Contact | Refused:
    """Set how often this person may be asked, per family or for everything; None takes a limit away. "Never" ends open questions.

    Raises NotAllowed.
    """
    row = _themselves(contact, by=by)
    member = Member.objects.filter(account_id=row.account_id).first()
    if member is None:
        return refuse("no_member", _("Your company has not joined the program, so nobody asks you for anything."))
    stored = {each.family: (each.most, each.days) for each in SelfLimit.objects.filter(member=member, contact=row)}
    changed = {family: wanted for family, wanted in limits.items() if stored.get(family) != wanted}
    if not changed:
        return row
    for family, wanted in sorted(changed.items()):
        if wanted is None:
            customers.clear_self_limit(member, contact=row, family=family, by=by, at=at)
            continue
        done = customers.set_self_limit(member, contact=row, family=family, most=wanted[0], days=wanted[1], by=by, at=at)
        if isinstance(done, Refused):
            transaction.set_rollback(True)
            return done
    never = {family for family, wanted in changed.items() if wanted is not None and wanted[0] == 0}
    kinds = [code for code, kind in KINDS.items() if EVERYTHING in never or ACTIVITY_FAMILY[ActivityType(kind.activity_type)] in never]
    ended = _end(_open_asks(row, kinds), row, code=NOT_ANY_MORE, by=by, at=at)
    _note(row, LIMITS, by=by, at=at, undoes=undoes, ended=ended)
    return row


@transaction.atomic
def correct_details(
    contact: Contact,
    *,
    name: str,
    title: str,
    languages: Sequence[str],
    time_zone: str,
    by: Actor,
    at: datetime,
    undoes: int | None = None,
) -> Contact | Refused:
    """This person corrects how they are called, what they do, their languages and their time zone. Raises NotAllowed."""
    row = _themselves(contact, by=by)
    before = {field: getattr(row, field) for field in FIELDS[DETAILS]}
    done = customers.correct_own_details(row, name=name, title=title, languages=languages, time_zone=time_zone, by=by, at=at)
    if isinstance(done, Contact) and before != {field: getattr(done, field) for field in FIELDS[DETAILS]}:
        _note(row, DETAILS, by=by, at=at, undoes=undoes)
    return done


@transaction.atomic
def take_back_change(contact: Contact, *, entry_id: int, by: Actor, at: datetime) -> Contact | Refused:
    """Put back what one change of the page replaced; questions that it ended stay ended.

    Raises Conflict when something newer was set meanwhile, NotFound for a change that is not theirs, or is too old.
    """
    row = _themselves(contact, by=by)
    about = Entry.objects.filter(verb=CHANGED, subjects__kind="contact", subjects__object_id=row.pk)
    entry = about.filter(pk=entry_id, at__gt=at - MAY_BE_TAKEN_BACK).first()
    if entry is None:
        raise NotFound
    what = entry.data["what"]
    if about.filter(pk__gt=entry.pk, data__what=what).exists():
        raise Conflict
    put_back: dict[str, Callable[..., Contact | Refused]] = {
        PAUSE: _put_pause_back,
        AGREED: _put_agreed_back,
        LIMITS: _put_limits_back,
        DETAILS: _put_details_back,
        LEFT: _come_back,
    }
    return put_back[what](row, entry, by=by, at=at)


def _was(row: Contact, entry: Entry) -> dict[str, Any]:
    """What the fields were before a change. Raises Conflict when one of us changed them since."""
    changes = changes_of({"contact": [row.pk]}).filter(field__in=FIELDS[entry.data["what"]])
    mine = [change for change in changes if change.step == entry.step]
    newest = {change.field: change.pk for change in reversed(changes)}
    if any(newest[change.field] != change.pk for change in mine):
        raise Conflict
    return {change.field: change.before for change in mine}


def _put_pause_back(row: Contact, entry: Entry, *, by: Actor, at: datetime) -> Contact | Refused:
    was = _was(row, entry).get("quiet_until")
    until = date.fromisoformat(was) if was else None
    if until is None or until <= today(at):
        return end_pause(row, by=by, at=at, undoes=entry.pk)
    return pause(row, until=until, by=by, at=at, undoes=entry.pk)


def _put_agreed_back(row: Contact, entry: Entry, *, by: Actor, at: datetime) -> Contact | Refused:
    was = _was(row, entry)
    return _agree(row, was["agreed_types"], by=by, at=at, undoes=entry.pk) if "agreed_types" in was else row


def _put_limits_back(row: Contact, entry: Entry, *, by: Actor, at: datetime) -> Contact | Refused:
    about = Entry.objects.filter(
        verb__in=("member.limit_set", "member.limit_cleared"), subjects__kind="contact", subjects__object_id=row.pk
    )
    mine = list(about.filter(step=entry.step))
    if any(about.filter(pk__gt=each.pk, data__family=each.data["family"]).exists() for each in mine):
        raise Conflict
    was = {each.data["family"]: tuple(each.data["before"]) if each.data.get("before") else None for each in mine}
    return limit_oneself(row, limits=was, by=by, at=at, undoes=entry.pk)


def _put_details_back(row: Contact, entry: Entry, *, by: Actor, at: datetime) -> Contact | Refused:
    values = {field: getattr(row, field) for field in FIELDS[DETAILS]} | _was(row, entry)
    return correct_details(row, **values, by=by, at=at, undoes=entry.pk)


def _themselves(contact: Contact, *, by: Actor) -> Contact:
    """Lock the account and read the contact afresh. Raises NotAllowed for anybody else, and for who has left."""
    lock_account(contact.account_id)
    row = Contact.objects.select_related("account").filter(pk=contact.pk, account_id=contact.account_id, left_on=None).first()
    if row is None or by.kind is not ActorKind.CONTACT or by.id != row.pk:
        raise NotAllowed
    return row


def _open_asks(row: Contact, kinds: Iterable[str]) -> list[tuple[int, int]]:
    """The questions of some kinds of request that wait for this person, with their requests."""
    waiting = Candidate.objects.filter(contact=row, state=CandidateState.ASKED, reference_request__kind__in=list(kinds))
    return list(waiting.order_by("reference_request_id", "pk").values_list("pk", "reference_request_id"))


def _end(asks: list[tuple[int, int]], row: Contact, *, code: str, by: Actor, at: datetime, **data: Any) -> int:
    """End open questions: a no that gives its reason, or, where the mail has not left, as if it was never asked. Returns how many."""
    lock_before(accounts=[row.account_id], requests=[request_id for _candidate, request_id in asks])
    ended = 0
    for candidate_id, _request in asks:
        locked = lock_candidate(candidate_id)
        if locked.candidate.state != CandidateState.ASKED or locked.candidate.contact_id != row.pk:
            continue
        if is_still_here(locked.candidate):
            let_go(locked.candidate, because=code, by=Actor.system(), at=at)
            look_for_next(locked.reference_request)
        else:
            say_no(locked, code=code, words="", by=by, at=at, **data)
        ended += 1
    return ended


def _note(row: Contact, what: str, *, by: Actor, at: datetime, undoes: int | None, ended: int = 0) -> None:
    record(CHANGED, by=by, at=at, about=[row.account, row], what=what, undoes=undoes, ended=ended)
