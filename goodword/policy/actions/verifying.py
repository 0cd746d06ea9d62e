"""Asking owners whether their records are right: one mail for all of theirs, and no more than one in a while; and their answers."""

from __future__ import annotations

import logging
from collections import defaultdict
from datetime import datetime, timedelta

from django.db import transaction

from goodword.customers.access import can_edit_account
from goodword.customers.actions import propose_retiring, verify
from goodword.customers.models import Member
from goodword.journal.actions import record
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused
from goodword.kernel.turns import take_turns
from goodword.people.models import User
from goodword.people.queries import deputy_of
from goodword.policy.queries.force import InForce, in_force
from goodword.policy.queries.verifying import overdue_by_manager, owners_of, unconfirmed

log = logging.getLogger(__name__)
ASKED = "user.asked_to_confirm"
TOLD = "user.told_of_records"


def ask_owners_to_confirm(at: datetime) -> int:
    """Ask everybody who has records to confirm, or stands in for somebody; returns how many were asked. Safe to run twice."""
    now = in_force(at)
    if now.numbers.unverified_leads == "nothing":
        return 0
    by_owner: dict[int, list[int]] = defaultdict(list)
    rows = unconfirmed(now).filter(account__owner__is_active=True)
    for pk, owner_id in rows.values_list("pk", "account__owner_id"):
        by_owner[owner_id].append(pk)
    asked: dict[int, list[int]] = defaultdict(list)
    for owner in User.objects.filter(pk__in=by_owner).order_by("pk"):
        asked[(deputy_of(owner, now.today) or owner).pk] += by_owner[owner.pk]
    done = 0
    for pk, members in asked.items():
        try:
            done += _ask(User.objects.get(pk=pk), members, now=now)
        except Exception:
            log.exception("colleague %s could not be asked about records", pk)
    return done


@transaction.atomic
def _ask(user: User, members: list[int], *, now: InForce) -> bool:
    take_turns(f"goodword confirm {user.pk}")
    since = now.at - timedelta(days=now.numbers.verify_days)
    if Entry.objects.filter(verb=ASKED, at__gt=since, data__to=user.pk).exists():
        return False
    record(ASKED, by=Actor.system(), at=now.at, about=[user], to=user.pk, count=len(members))
    Member.objects.filter(pk__in=members, verify_asked_on=None).update(verify_asked_on=now.today)
    return True


def tell_of_overdue_records(at: datetime) -> int:
    """Tell whoever runs the program, or stands in, where records wait for too long; no more than once in the days of the policy."""
    now = in_force(at)
    if now.numbers.unverified_leads == "nothing":
        return 0
    done = 0
    for manager, members in overdue_by_manager(now).values():
        try:
            done += _tell(manager, len(members), now=now)
        except Exception:
            log.exception("manager %s could not be told of records", manager.pk)
    return done


@transaction.atomic
def _tell(manager: User, count: int, *, now: InForce) -> bool:
    take_turns(f"goodword records {manager.pk}")
    since = now.at - timedelta(days=max(1, now.numbers.verify_escalation_days))
    if Entry.objects.filter(verb=TOLD, at__gt=since, data__manager=manager.pk).exists():
        return False
    to = deputy_of(manager, now.today) or manager
    record(TOLD, by=Actor.system(), at=now.at, about=[manager], manager=manager.pk, to=to.pk, count=count)
    return True


def confirm_record(member: Member, *, by: User, at: datetime) -> Member:
    """The owner, or who stands in, says that a record is right. Raises NotAllowed for anybody else."""
    return verify(member, by=Actor.person(by), at=at, stands_in=_stands_in(member, by, at=at))


def say_no_reference(member: Member, *, by: User, at: datetime, reason: str) -> Member | Refused:
    """The owner, or who stands in, says that a customer is no reference any more. Raises NotAllowed for anybody else."""
    return propose_retiring(member, by=Actor.person(by), at=at, reason=reason, stands_in=_stands_in(member, by, at=at))


def _stands_in(member: Member, by: User, *, at: datetime) -> bool:
    if can_edit_account(by, member.account):
        return False
    if member.account.owner_id not in owners_of(by, in_force(at)):
        raise NotAllowed
    return True
