"""Hand everything that is open of a colleague's over to another, in one step."""

from collections import Counter
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.customers.actions.accounts import edit_account
from goodword.customers.actions.deals import edit_opportunity
from goodword.desk.queries import leaving
from goodword.filters.actions import pass_on_shared
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused, refuse
from goodword.people import access
from goodword.people.actions import change_absence, change_team, end_absence, route
from goodword.people.models import RoutingRule, Team, User
from goodword.people.queries import circle_ids, today
from goodword.recruiting.actions import pass_registrations_on
from goodword.recruiting.actions.owed_reviews import pass_fitness_on
from goodword.recruiting.actions.upkeep import pass_nominations_on
from goodword.requests import actions as requests
from goodword.requests.actions.locks import lock_before
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries import left_behind
from goodword.requests.states import RequestState
from goodword.stories.actions.upkeep import pass_stories_on


@transaction.atomic
def hand_over(person: User, *, to: User, by: User, at: datetime) -> int | Refused:
    """Give everything that is open of a colleague's to somebody else: what they own, what they answer for, and where they stand in.

    Who gets them is told once. Returns how many things changed hands, each with its own journal entry. Confidential requests move
    only when the giver or the receiver is in the know; rules and filters only to a reference manager. Absences of the leaver end,
    and they leave those in the know wherever nobody needs them there. Locks accounts, then requests, then candidates.
    """
    if not access.can_run_people(by):
        raise NotAllowed
    if to.pk == person.pk or not to.is_active:
        return refuse("nobody", _("Choose a colleague who can sign in."))
    actor = Actor.person(by)
    accounts, rows = list(leaving.open_accounts(person, by)), [*left_behind.open_requests(person), *left_behind.drafts(person)]
    questions, content = list(left_behind.open_questions(person)), list(left_behind.open_content(person))
    words = list(left_behind.open_words(person))
    known = ReferenceRequest.objects.filter(circle__in=circle_ids(person)).values_list("pk", flat=True)
    reviews, opinions = list(left_behind.open_reviews(person)), list(left_behind.open_opinions(person))
    lock_before(
        accounts={row.pk for row in accounts} | {row.account_id for row in (*questions, *content, *words)},
        requests={row.pk for row in (*rows, *(each.reference_request for each in reviews))}
        | {row.reference_request_id for row in (*questions, *content, *opinions, *words)}
        | set(known),
    )
    counts = Counter(_customers(person, to=to, by=by, at=at))
    for row in rows:
        kind = "drafts" if row.state == RequestState.DRAFT else "requests"
        counts[kind] += requests.pass_on(row, leaver=person, to=to, by=actor, at=at)
        requests.pass_own_exception_on(row, by=actor, at=at)
    counts["questions"] = sum(requests.delegate_question(row, leaver=person, to=to, by=actor, at=at) for row in questions)
    counts["exceptions"] = sum(requests.pass_exception_on(row, leaver=person, to=to, by=actor, at=at) for row in reviews)
    short_lists = {row.reference_request_id: row.reference_request for row in opinions}.values()
    counts["opinions"] = sum(requests.pass_opinions_on(row, leaver=person, to=to, by=actor, at=at) for row in short_lists)
    counts["content"] = sum(requests.pass_content(row, leaver=person, to=to, by=actor, at=at) for row in content)
    counts["words"] = sum(requests.hand_words_over(row, leaver=person, to=to, by=actor, at=at) for row in words)
    counts["registrations"] = pass_registrations_on(person, to=to, by=actor, at=at)
    counts["fitness"] = pass_fitness_on(person, to=to, by=actor, at=at)
    counts["nominations"] = pass_nominations_on(person, to=to, by=actor, at=at)
    counts["stories"] = pass_stories_on(person, to=to, by=by, at=at)
    ended = _absences(person, by=by, at=at)
    counts.update(_places(person, to=to, by=by, at=at))
    counts["filters"] = pass_on_shared(person, to=to, by=by, at=at)
    requests.leave_the_know(person, by=actor, at=at)
    moved = counts.total()
    if moved or ended:
        held = {kind: count for kind, count in sorted(counts.items()) if count}
        record("user.handed_over", by=actor, at=at, about=[person, to], leaver=person.pk, to=to.pk, things=moved, counts=held)
    return moved


def _customers(person: User, *, to: User, by: User, at: datetime) -> dict[str, int]:
    actor = Actor.person(by)
    accounts, deals = list(leaving.open_accounts(person, by)), list(leaving.open_deals(person, by))
    for account in accounts:
        fields = {name: to for name in ("owner", "csm") if getattr(account, f"{name}_id") == person.pk}
        edit_account(account, by=actor, at=at, **fields)
    for deal in deals:
        edit_opportunity(deal, by=actor, at=at, owner=to)
    return {"customers": len(accounts), "deals": len(deals)}


def _places(person: User, *, to: User, by: User, at: datetime) -> dict[str, int]:
    """Rules (only a reference manager can have them), teams, and the absences of others in which they stand in."""
    rules = list(RoutingRule.objects.filter(manager=person).select_related("region")) if to.is_manager else []
    for rule in rules:
        route(rule_by=rule.by, region=rule.region, manager=to, by=by, at=at)
    teams = sorted(Team.objects.filter(lead=person).values_list("pk", flat=True))
    for team in teams:
        change_team(team, lead=to, by=by, at=at)
    # Those of the receiver first: whether they can stand in for others depends on them.
    absences = sorted(leaving.stands_in(person, today(at)), key=lambda row: row.user_id != to.pk)
    taken = sum(_stand_in(row.pk, row.from_on, row.to_on, to=to, whose=row.user_id, by=by, at=at) for row in absences)
    return {"rules": len(rules), "teams": len(teams), "absences": taken}


def _stand_in(absence_id: int, from_on: date, to_on: date, *, to: User, whose: int, by: User, at: datetime) -> bool:
    """The receiver stands in, unless it is their own absence or they are away then as well: then nobody does, and its page says so."""
    deputy = None if whose == to.pk else to
    changed = change_absence(absence_id, from_on=from_on, to_on=to_on, deputy=deputy, together=to, by=by, at=at)
    if isinstance(changed, Refused):
        change_absence(absence_id, from_on=from_on, to_on=to_on, deputy=None, together=to, by=by, at=at)
    return deputy is not None and not isinstance(changed, Refused)


def _absences(person: User, *, by: User, at: datetime) -> int:
    """Whoever leaves is not away any more."""
    rows = sorted(leaving.absences(person, today(at)).values_list("pk", flat=True))
    for pk in rows:
        end_absence(pk, by=by, at=at)
    return len(rows)
