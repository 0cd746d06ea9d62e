"""Accounts by hand, and how the relation is doing."""

import sys
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Value
from django.utils.translation import gettext as _

from goodword.customers.access import check_create, check_edit
from goodword.customers.actions.fields import changed_fields
from goodword.customers.actions.locks import lock_account, lock_families
from goodword.customers.kinds import Bands, Health, Sentiment
from goodword.customers.kinds.health import FULL_SCORE
from goodword.customers.models import Account
from goodword.customers.queries import ancestors
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.sql import Fold
from goodword.kernel.text import fold
from goodword.kernel.turns import take_turns
from goodword.people.queries import today

USUAL: Final = Bands()


@transaction.atomic
def create_account(*, by: Actor, at: datetime, checked: bool = False, **fields: Any) -> Account | Refused:
    """Write down a customer company by hand; refuses one that is known by the same name in the same country.

    `checked`: it is part of something that was looked at already, whether this actor may do it.
    """
    if not checked:
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
def check_health(
    account: Account,
    *,
    by: Actor,
    at: datetime,
    health: str = "",
    score: int | None = None,
    bands: Bands = USUAL,
    sentiment: str = "",
    words: str = "",
    checked_on: date | None = None,
    note: str = "",
) -> Account | Refused:
    """Say how the relation is doing, today or on a day before: as a list of health does for many (`goodword.imports`), and by its rules."""
    locked = lock_account(account.pk)
    check_edit(by, locked)
    day = checked_on or today(at)
    if (refused := _no_check(locked, day=day, score=score, at=at)) is not None:
        return refused
    fields: dict[str, Any] = {}
    if health or score is not None:
        said = Health(health) if health else bands.of(score or 0)
        stays = said.value == locked.health  # the score of an earlier check says nothing of another health
        kept = locked.health_score if score is None and stays else score
        fields |= {"health": said.value, "health_checked_on": day, "health_score": kept}
    if sentiment:
        fields |= {"sentiment": Sentiment(sentiment).value, "sentiment_on": day}
    if words.strip():
        fields |= {"sentiment_note": words.strip()[:300]}
    before, changed = locked.health, changed_fields(locked, fields)
    if changed:
        locked.save()
    if changed or note.strip():
        about, after = [locked], locked.health
        record("account.health_checked", by=by, at=at, about=about, note=note.strip(), before=before, after=after, fields=changed)
    return locked


def _no_check(locked: Account, *, day: date, score: int | None, at: datetime) -> Refused | None:
    known = max((each for each in (locked.health_checked_on, locked.sentiment_on) if each is not None), default=None)
    if day > today(at):
        return refuse("checked_on", _("This day is still to come."))
    if known is not None and day < known:
        return refuse("older", _("Something newer is known already, of %(day)s.") % {"day": known.isoformat()})
    if score is not None and not 0 <= score <= FULL_SCORE:
        return refuse("score", _("A health score goes from 0 to 100."))
    return None


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
