"""People at a customer: writing them down, and the facts that every ask respects."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.customers.access import check_edit, check_own_or_edit
from goodword.customers.actions.erased import asked_to_be_deleted
from goodword.customers.actions.fields import changed_fields
from goodword.customers.actions.locks import lock_account, lock_contact
from goodword.customers.actions.own_word import unsaid_reason
from goodword.customers.kinds import ActivityType
from goodword.customers.models import Account, Contact, Member
from goodword.customers.queries.own_word import AGREED, PAUSE, effective
from goodword.journal.actions import record
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.sql import folded
from goodword.kernel.text import mark_of
from goodword.people.queries import today


@transaction.atomic
def add_contact(account: Account, *, by: Actor, at: datetime, checked: bool = False, **fields: Any) -> Contact | Refused:
    """Write down a person at a customer; refuses an address that a colleague of theirs has already.

    `checked`: it is part of something that was looked at already, whether this actor may do it.
    """
    locked = lock_account(account.pk)
    if not checked:
        check_edit(by, locked)
    email = fields.get("email", "")
    for taken in (_same_address(locked, email), _same_person(locked, fields), asked_to_be_deleted(email)):
        if taken is not None:
            return taken
    contact = Contact.objects.create(account=locked, **fields)
    record("contact.added", by=by, at=at, about=[locked, contact])
    return contact


@transaction.atomic
def edit_contact(contact: Contact, *, by: Actor, at: datetime, **fields: Any) -> Contact | Refused:
    """Change what is known about a person; a new address is no longer one that bounced."""
    locked = lock_contact(contact.pk, account_id=contact.account_id)
    check_edit(by, locked.account)
    taken = _same_address(locked.account, fields.get("email", ""), but=locked.pk)
    if taken is not None:
        return taken
    changed = changed_fields(locked, fields)
    erased = asked_to_be_deleted(fields["email"]) if "email" in changed else None
    if erased is not None:
        return erased
    if "email" in changed:
        locked.bounced_at = None
    if changed:
        locked.save()
        record("contact.edited", by=by, at=at, about=[locked.account, locked], fields=changed)
    return locked


@transaction.atomic
def note_refused_address(entry_id: int, *, at: datetime) -> bool:
    """Mail to a person came back for good: nobody writes there until the address is changed. Safe to run twice.

    Nothing happens when the address was changed since; the entry knows the old one by its mark.
    """
    entry = Entry.objects.get(pk=entry_id)
    contact = Contact.objects.filter(pk__in=entry.subjects.filter(kind="contact").values("object_id")).first()
    if contact is None:
        return False
    locked = lock_contact(contact.pk, account_id=contact.account_id)
    if locked.bounced_at is not None or mark_of(locked.email) != entry.data["address"]:
        return False
    locked.bounced_at = min(entry.at, at)
    locked.save(update_fields=["bounced_at", "updated_at"])
    return True


def _same_address(account: Account, email: str, *, but: int | None = None) -> Refused | None:
    if email and account.contacts.filter(email__iexact=email).exclude(pk=but or 0).exists():
        return refuse("same_address", _("Somebody at this customer has this mail address already."))
    return None


def _same_person(account: Account, fields: Mapping[str, Any]) -> Refused | None:
    """Without an address two of one name cannot be told apart; pressed twice, a form adds one."""
    twins = account.contacts.filter(search_name=folded(fields.get("name", "")), email="", left_on=None)
    if not fields.get("email") and twins.exists():
        return refuse("same_person", _("Somebody of this name is written down here already. Add a mail address if this is another person."))
    return None


@transaction.atomic
def mark_left(contact: Contact, *, by: Actor, at: datetime, on: date | None = None, note: str = "") -> Contact:
    """The person no longer works there; nobody asks them any more."""
    locked = lock_contact(contact.pk, account_id=contact.account_id)
    check_own_or_edit(by, locked)
    locked.left_on = on or today(at)
    locked.save(update_fields=["left_on", "updated_at"])
    record("contact.left", by=by, at=at, about=[locked.account, locked], note=note.strip(), on=locked.left_on.isoformat())
    return locked


@transaction.atomic
def mark_returned(contact: Contact, *, by: Actor, at: datetime) -> Contact:
    """The person works there after all."""
    locked = lock_contact(contact.pk, account_id=contact.account_id)
    check_edit(by, locked.account)
    if locked.left_on is not None:
        locked.left_on = None
        locked.save(update_fields=["left_on", "updated_at"])
        record("contact.returned", by=by, at=at, about=[locked.account, locked])
    return locked


@transaction.atomic
def set_do_not_contact(
    contact: Contact, *, by: Actor, at: datetime, wanted: bool, note: str = "", link_id: int | None = None, left: bool = False
) -> Contact:
    """The person wants to hear nothing from the program (or does again).

    `link_id` is the link in a mail that was pressed, if one was; `left`: they left the program on their own page.
    """
    locked = lock_contact(contact.pk, account_id=contact.account_id)
    check_own_or_edit(by, locked)
    if locked.do_not_contact != wanted:
        locked.do_not_contact = wanted
        locked.save(update_fields=["do_not_contact", "updated_at"])
        verb = "contact.closed" if wanted else "contact.reopened"
        pressed = ({} if link_id is None else {"link": link_id}) | ({"left": True} if left else {})
        record(verb, by=by, at=at, about=[locked.account, locked], note=note.strip(), **pressed)
    return locked


@transaction.atomic
def be_quiet_until(contact: Contact, *, by: Actor, at: datetime, until: date | None, note: str = "") -> Contact | Refused:
    """Leave the person in peace until a day; None ends the peace."""
    locked = lock_contact(contact.pk, account_id=contact.account_id)
    check_own_or_edit(by, locked)
    if until is not None and until <= today(at):
        return refuse("day_needed", _("The day must lie in the future."))
    was = locked.quiet_until
    looser = was is not None and was > today(at) and (until is None or until < was)
    unsaid = unsaid_reason(locked, PAUSE, by=by, looser=looser, note=note)
    if unsaid is not None:
        return unsaid
    locked.quiet_until = until
    locked.save(update_fields=["quiet_until", "updated_at"])
    record("contact.quieted", by=by, at=at, about=[locked.account, locked], note=note.strip(), until=until.isoformat() if until else None)
    return locked


@transaction.atomic
def agree_contact(contact: Contact, *, by: Actor, at: datetime, agreed_types: Iterable[str] | None, note: str = "") -> Contact | Refused:
    """What one person agreed to; None means whatever the account agreed to. What they said themselves, one of us widens with a reason."""
    locked = lock_contact(contact.pk, account_id=contact.account_id)
    check_own_or_edit(by, locked)
    agreed = None if agreed_types is None else sorted({ActivityType(each).value for each in agreed_types})
    looser = locked.agreed_types is not None and (agreed is None or not set(agreed) <= set(locked.agreed_types))
    unsaid = unsaid_reason(locked, AGREED, by=by, looser=looser, note=note)
    if unsaid is not None:
        return unsaid
    member = Member.objects.filter(account=locked.account).first()
    before = set(effective(locked, member))
    locked.agreed_types = agreed
    locked.save(update_fields=["agreed_types", "updated_at"])
    now = set(effective(locked, member))
    record(
        "contact.agreed",
        by=by,
        at=at,
        about=[locked.account, locked],
        note=note.strip(),
        agreed=agreed,
        more=sorted(now - before),
        gone=sorted(before - now),
    )
    return locked
