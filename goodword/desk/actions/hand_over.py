"""Hand everything that is open of a colleague's over to another, in one step."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.customers.actions.accounts import edit_account
from goodword.customers.actions.deals import edit_opportunity
from goodword.desk.queries import leaving
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused, refuse
from goodword.people import access
from goodword.people.actions import route
from goodword.people.models import RoutingRule, Team, User
from goodword.requests import actions as requests
from goodword.requests.actions.locks import lock_before


@transaction.atomic
def hand_over(person: User, *, to: User, by: User, at: datetime) -> int | Refused:
    """Give customers, deals, requests, questions, rules and teams to somebody else; returns how many things changed hands.

    Confidential requests move only when the giver or the receiver is in the know. Locks accounts, then requests, then candidates.
    """
    if not access.can_run_people(by):
        raise NotAllowed
    if to.pk == person.pk or not to.is_active:
        return refuse("nobody", _("Choose a colleague who can sign in."))
    actor = Actor.person(by)
    accounts, rows = list(leaving.open_accounts(person, by)), list(leaving.open_requests(person))
    questions = list(leaving.open_questions(person))
    lock_before(
        accounts={row.pk for row in accounts} | {row.account_id for row in questions},
        requests={row.pk for row in rows} | {row.reference_request_id for row in questions},
    )
    moved = _customers(person, to=to, by=by, at=at)
    moved += sum(requests.pass_on(row, leaver=person, to=to, by=actor, at=at) for row in rows)
    moved += sum(requests.delegate_question(row, leaver=person, to=to, by=actor, at=at) for row in questions)
    if to.is_manager:
        for rule in RoutingRule.objects.filter(manager=person).select_related("region"):
            route(rule_by=rule.by, region=rule.region, manager=to, by=by, at=at)
            moved += 1
    teams = sorted(Team.objects.select_for_update(of=("self",), no_key=True).filter(lead=person).values_list("pk", flat=True))
    moved += Team.objects.filter(pk__in=teams).update(lead=to)
    if moved:
        record("user.handed_over", by=actor, at=at, about=[person, to], leaver=person.pk, to=to.pk, things=moved, teams=teams)
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
