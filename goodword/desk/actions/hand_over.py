"""Hand everything that is open of a colleague's over to another, in one step."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.approvals.actions import delegate
from goodword.customers.actions.accounts import edit_account
from goodword.customers.actions.deals import edit_opportunity
from goodword.desk.queries import leaving
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused, refuse
from goodword.people import access
from goodword.people.actions import add_to_circle, route
from goodword.people.models import RoutingRule, Team, User
from goodword.people.queries import working_days_after

TO_ANSWER: Final = 2


@transaction.atomic
def hand_over(person: User, *, to: User, by: User, at: datetime) -> int | Refused:
    """Give customers, deals, requests, questions, rules and teams to somebody else; returns how many things changed hands.

    Confidential requests move only when the giver or the receiver is in the know. Locks accounts, then requests, then approvals.
    """
    if not access.can_run_people(by):
        raise NotAllowed
    if to.pk == person.pk or not to.is_active:
        return refuse("nobody", _("Choose a colleague who can sign in."))
    actor = Actor.person(by)
    moved = _customers(person, to=to, by=by, at=at)
    moved += _requests(person, to=to, by=by, at=at)
    for approval in leaving.movable(leaving.open_approvals(person), by=by, to=to):
        due_at = approval.due_at if approval.due_at > at else working_days_after(at, TO_ANSWER, region=to.region)
        delegate(approval, to=to, due_at=due_at, by=actor, at=at)
        moved += 1
    if to.is_manager:
        for rule in RoutingRule.objects.filter(manager=person).select_related("region"):
            route(rule_by=rule.by, region=rule.region, manager=to, by=by, at=at)
            moved += 1
    moved += Team.objects.filter(lead=person).update(lead=to)
    if moved:
        record("user.handed_over", by=actor, at=at, about=[person, to], leaver=person.pk, to=to.pk, things=moved)
    return moved


def _customers(person: User, *, to: User, by: User, at: datetime) -> int:
    actor, moved = Actor.person(by), 0
    for account in leaving.open_accounts(person, by):
        fields = {name: to for name in ("owner", "csm") if getattr(account, f"{name}_id") == person.pk}
        edit_account(account, by=actor, at=at, **fields)
        moved += 1
    for deal in leaving.open_deals(person, by):
        edit_opportunity(deal, by=actor, at=at, owner=to)
        moved += 1
    return moved


def _requests(person: User, *, to: User, by: User, at: datetime) -> int:
    moved = 0
    for row in leaving.movable(leaving.open_requests(person), by=by, to=to).select_for_update(of=("self",)):
        changed = []
        if row.requester_id == person.pk:
            row.requester, changed = to, ["requester"]
        if row.manager_id == person.pk and to.is_manager:
            row.manager, changed = to, [*changed, "manager"]
        if not changed:
            continue
        row.save(update_fields=changed)
        if row.circle_id is not None:
            add_to_circle(row.circle_id, to, by=Actor.person(by), at=at)
        record("request.handed_over", by=Actor.person(by), at=at, about=[row], circle_id=row.circle_id, fields=changed, to=to.pk)
        moved += 1
    return moved
