"""Limits that a customer sets for itself.

A trigger of the database mirrors a limit of the whole account into the limits in force, so that the ledger keeps it
whatever path a hold takes; a limit of one person is kept by the rules.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.customers.access import check_customer_or_edit
from goodword.customers.actions.locks import lock_member
from goodword.customers.kinds import Family
from goodword.customers.models import Contact, Member, SelfLimit
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
) -> SelfLimit | Refused:
    """Set (or change) how often the customer may be asked for a family of help, for the account or one person."""
    locked = lock_member(member.pk, account_id=member.account_id)
    check_customer_or_edit(by, locked.account)
    if contact is not None and contact.account_id != locked.account_id:
        return refuse("other_account", _("This person belongs to another customer."))
    if not 1 <= days <= MOST_DAYS:
        return refuse("days", _("The time must be between one day and three years."))
    limit, _created = SelfLimit.objects.update_or_create(
        member=locked, contact=contact, family=Family(family).value, defaults={"most": most, "days": days}
    )
    about = [locked.account, locked, *([contact] if contact else [])]
    record("member.limit_set", by=by, at=at, about=about, family=family, most=most, days=days, contact=contact.pk if contact else None)
    return limit


@transaction.atomic
def clear_self_limit(member: Member, *, by: Actor, at: datetime, family: str, contact: Contact | None = None) -> Member:
    """Take away a limit that the customer set for itself; nothing happens when there is none."""
    locked = lock_member(member.pk, account_id=member.account_id)
    check_customer_or_edit(by, locked.account)
    gone, _rows = SelfLimit.objects.filter(member=locked, contact=contact, family=family).delete()
    if gone:
        about = [locked.account, locked, *([contact] if contact else [])]
        record("member.limit_cleared", by=by, at=at, about=about, family=family, contact=contact.pk if contact else None)
    return locked
