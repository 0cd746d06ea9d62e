"""Limits that a customer sets for itself.

A trigger of the database mirrors a limit of the whole account into the limits in force, so that the ledger keeps it
whatever path a hold takes; a limit of one person is kept by the rules.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.customers.access import check_customer_or_edit
from goodword.customers.actions.locks import lock_member
from goodword.customers.actions.own_word import unsaid_reason
from goodword.customers.kinds import Family
from goodword.customers.kinds.activities import EVERYTHING
from goodword.customers.models import Contact, Member, SelfLimit
from goodword.customers.queries.own_word import limit_of
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused, refuse

MOST_DAYS = 1_098  # three years


@transaction.atomic
def set_self_limit(
    member: Member,
    *,
    by: Actor,
    at: datetime,
    family: str,
    most: int,
    days: int = 365,
    contact: Contact | None = None,
    note: str = "",
) -> SelfLimit | Refused:
    """Set (or change) how often the customer, or one person there, may be asked for a family of help; one person also for everything.

    A limit that the person set is made looser by one of us only with a reason.
    """
    locked = lock_member(member.pk, account_id=member.account_id)
    check_customer_or_edit(by, locked.account)
    if contact is not None and contact.account_id != locked.account_id:
        return refuse("other_account", _("This person belongs to another customer."))
    if not 1 <= days <= MOST_DAYS:
        return refuse("days", _("The time must be between one day and three years."))
    if family == EVERYTHING and contact is None:
        return refuse("family", _("A limit on everything together is one person's. Choose whose."))
    known = family if family == EVERYTHING else Family(family).value
    was = SelfLimit.objects.filter(member=locked, contact=contact, family=known).first()
    before = [was.most, was.days] if was else None
    looser = was is not None and (most > was.most or days < was.days)
    unsaid = unsaid_reason(contact, limit_of(known), by=by, looser=looser, note=note)
    if unsaid is not None:
        return unsaid
    limit, _created = SelfLimit.objects.update_or_create(
        member=locked, contact=contact, family=known, defaults={"most": most, "days": days}
    )
    about = [locked.account, locked, *([contact] if contact else [])]
    whose = contact.pk if contact else None
    record(
        "member.limit_set", by=by, at=at, about=about, note=note.strip(), family=known, most=most, days=days, contact=whose, before=before
    )
    return limit


@transaction.atomic
def clear_self_limit(
    member: Member, *, by: Actor, at: datetime, family: str, contact: Contact | None = None, note: str = ""
) -> Member | Refused:
    """Take away a limit that the customer set for itself; nothing happens when there is none.

    One that the person set goes by one of us only with a reason.
    """
    locked = lock_member(member.pk, account_id=member.account_id)
    check_customer_or_edit(by, locked.account)
    was = SelfLimit.objects.filter(member=locked, contact=contact, family=family).first()
    if was is None:
        return locked
    unsaid = unsaid_reason(contact, limit_of(family), by=by, looser=True, note=note)
    if unsaid is not None:
        return unsaid
    was.delete()
    about, whose = [locked.account, locked, *([contact] if contact else [])], contact.pk if contact else None
    before = [was.most, was.days]
    record("member.limit_cleared", by=by, at=at, about=about, note=note.strip(), family=family, contact=whose, before=before)
    return locked
