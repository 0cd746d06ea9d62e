"""Accounts by hand, and how the relation is doing."""

import sys
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Value
from django.utils.translation import gettext as _

from goodword.customers.access import check_create, check_edit
from goodword.customers.actions.fields import changed_fields
from goodword.customers.actions.locks import lock_account, lock_families
from goodword.customers.kinds import Health
from goodword.customers.models import Account
from goodword.customers.queries import ancestors
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.sql import Fold
from goodword.kernel.text import fold
from goodword.kernel.turns import take_turns
from goodword.people.queries import today


@transaction.atomic
def create_account(*, by: Actor, at: datetime, **fields: Any) -> Account | Refused:
    """Write down a customer company by hand; refuses one that is known by the same name in the same country."""
    check_create(by)
    take_turns(f"goodword account {fold(fields['name'])}")  # pressed twice, the second waits and then sees the first
    twin = Account.objects.filter(search_name=Fold(Value(fields["name"])), country=fields.get("country", "")).first()
    if twin is not None:
        return refuse("known", _("%(name)s is here already.") % {"name": twin.name})
    account = Account.objects.create(**fields)
    record("account.created", by=by, at=at, about=[account])
    return account


@transaction.atomic
def edit_account(account: Account, *, by: Actor, at: datetime, **fields: Any) -> Account | Refused:
    """Change what is known about a company; a parent may not be the company itself nor one of its children."""
    parent = fields.get("parent")
    if parent is not None:
        lock_families()
        parent = Account.objects.get(pk=parent.pk)  # read afresh: it may stand elsewhere by now
    locked = lock_account(account.pk)
    check_edit(by, locked)
    if parent is not None and (parent.pk == locked.pk or locked.pk in {each.pk for each in ancestors(parent, most=sys.maxsize)}):
        return refuse("circle", _("A company cannot stand above itself. Choose another parent."))
    changed = changed_fields(locked, fields)
    if changed:
        locked.save()
        record("account.edited", by=by, at=at, about=[locked], fields=changed)
    return locked


@transaction.atomic
def check_health(account: Account, *, by: Actor, at: datetime, health: str, note: str = "") -> Account:
    """Say how the relation is doing today."""
    locked = lock_account(account.pk)
    check_edit(by, locked)
    before, locked.health, locked.health_checked_on = locked.health, Health(health).value, today(at)
    locked.save(update_fields=["health", "health_checked_on", "updated_at"])
    record("account.health_checked", by=by, at=at, about=[locked], note=note.strip(), before=before, after=locked.health)
    return locked


@transaction.atomic
def open_escalation(account: Account, *, by: Actor, at: datetime, reason: str) -> Account | Refused:
    """Something is wrong between us and the customer: nobody asks until it is closed."""
    locked = lock_account(account.pk)
    check_edit(by, locked)
    if not reason.strip():
        return refuse("reason_needed", _("Please say what is wrong in a few words."))
    if locked.escalated_on is None:
        locked.escalated_on = today(at)
        locked.save(update_fields=["escalated_on", "updated_at"])
        record("account.escalated", by=by, at=at, about=[locked], note=reason.strip())
    return locked


@transaction.atomic
def close_escalation(account: Account, *, by: Actor, at: datetime, note: str = "") -> Account:
    """The trouble is over."""
    locked = lock_account(account.pk)
    check_edit(by, locked)
    if locked.escalated_on is not None:
        since, locked.escalated_on = locked.escalated_on, None
        locked.save(update_fields=["escalated_on", "updated_at"])
        record("account.escalation_closed", by=by, at=at, about=[locked], note=note.strip(), since=since.isoformat())
    return locked


@transaction.atomic
def set_account_do_not_contact(account: Account, *, by: Actor, at: datetime, wanted: bool, note: str = "") -> Account:
    """Nobody of this company is asked for anything (or is again)."""
    locked = lock_account(account.pk)
    check_edit(by, locked)
    if locked.do_not_contact != wanted:
        locked.do_not_contact = wanted
        locked.save(update_fields=["do_not_contact", "updated_at"])
        record("account.closed" if wanted else "account.reopened", by=by, at=at, about=[locked], note=note.strip())
    return locked
