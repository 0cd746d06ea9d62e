"""Accounts by hand, and how the relation is doing."""

import sys
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Value
from django.utils.translation import gettext as _

from goodword.customers.access import check_create, check_edit
from goodword.customers.actions.fields import changed_fields
from goodword.customers.actions.locks import lock_account, lock_families
from goodword.customers.kinds import Health, Sentiment
from goodword.customers.models import Account
from goodword.customers.queries import ancestors
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.sql import Fold
from goodword.kernel.text import fold
from goodword.kernel.turns import take_turns
from goodword.people.queries import today

# Lists of customers' health (`goodword.imports`) say the same by SQL.
POOR_BELOW, FAIR_BELOW, FULL_SCORE = 40, 70, 100


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
def note_health(
    account: Account,
    *,
    by: Actor,
    at: datetime,
    checked_on: date | None = None,
    health: str = "",
    score: int | None = None,
    sentiment: str = "",
    words: str = "",
) -> Account | Refused:
    """Write down what the success team says of a customer, as a list of theirs does; what is older than what is known is refused."""
    locked = lock_account(account.pk)
    check_edit(by, locked)
    day = checked_on or today(at)
    known = max((each for each in (locked.health_checked_on, locked.sentiment_on) if each is not None), default=None)
    if day > today(at):
        return refuse("checked_on", _("This day is still to come."))
    if known is not None and day < known:
        return refuse("older", _("Something newer is known already, of %(day)s.") % {"day": known.isoformat()})
    if score is not None and not 0 <= score <= FULL_SCORE:
        return refuse("score", _("A health score goes from 0 to 100."))
    fields: dict[str, Any] = {}
    if health or score is not None:
        fields |= {"health": Health(health or health_of(score or 0)).value, "health_checked_on": day}
        fields |= {"health_score": score} if score is not None else {}
    if sentiment:
        fields |= {"sentiment": Sentiment(sentiment).value, "sentiment_on": day}
    if words.strip():
        fields |= {"sentiment_note": words.strip()[:300], "sentiment_on": day}
    before, changed = locked.health, changed_fields(locked, fields)
    if changed:
        locked.save()
        record("account.health_checked", by=by, at=at, about=[locked], before=before, after=locked.health, fields=changed)
    return locked


def health_of(score: int) -> Health:
    """What a score says: below 40 poor, below 70 fair."""
    return Health.POOR if score < POOR_BELOW else Health.FAIR if score < FAIR_BELOW else Health.GOOD


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
