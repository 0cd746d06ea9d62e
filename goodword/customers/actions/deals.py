"""Deals by hand."""

from datetime import datetime
from typing import Any

from django.db import transaction

from goodword.customers.access import can_create_account, can_edit_opportunity, person_of
from goodword.customers.actions.fields import changed_fields
from goodword.customers.models import Opportunity
from goodword.journal.actions import record
from goodword.kernel.actor import Actor, ActorKind
from goodword.kernel.errors import NotAllowed, NotFound


@transaction.atomic
def create_opportunity(*, by: Actor, at: datetime, **fields: Any) -> Opportunity:
    """Write down a deal by hand; whoever sells may."""
    _check(by, Opportunity(**fields))
    opportunity = Opportunity.objects.create(**fields)
    record("opportunity.created", by=by, at=at, about=_about(opportunity))
    return opportunity


@transaction.atomic
def edit_opportunity(opportunity: Opportunity, *, by: Actor, at: datetime, **fields: Any) -> Opportunity:
    """Change what is known about a deal."""
    locked = Opportunity.objects.select_for_update(of=("self",), no_key=True).select_related("account").filter(pk=opportunity.pk).first()
    if locked is None:
        raise NotFound
    _check(by, locked)
    stage = locked.stage
    changed = changed_fields(locked, fields)
    if changed:
        locked.save()
        record("opportunity.edited", by=by, at=at, about=_about(locked), fields=changed, stage_before=stage, stage=locked.stage)
    return locked


def _about(opportunity: Opportunity) -> list[Any]:
    return [opportunity, *([opportunity.account] if opportunity.account else [])]


def _check(by: Actor, opportunity: Opportunity) -> None:
    if by.kind in (ActorKind.SYSTEM, ActorKind.TOKEN):
        return
    person = person_of(by)
    if person is None or not (can_edit_opportunity(person, opportunity) or (not opportunity.pk and can_create_account(person))):
        raise NotAllowed
