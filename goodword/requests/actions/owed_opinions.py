"""Opinions on a short list that are still owed: passed on to whoever takes over or stands in, asked for once more, then gone without."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from goodword.kernel.actor import Actor
from goodword.people.actions import add_to_circle
from goodword.people.models import User
from goodword.people.queries import deputy_of, own_day, working_days_after
from goodword.policy.queries import in_force
from goodword.requests.actions.locks import lock_request, note_on
from goodword.requests.actions.people import TO_ANSWER, may_change_hands
from goodword.requests.models import Opinion, ReferenceRequest
from goodword.requests.queries.may import owed


@transaction.atomic
def pass_opinions_on(reference_request: ReferenceRequest, *, leaver: User, to: User, by: Actor, at: datetime) -> int:
    """Give the opinions that a leaver owes on one short list to a colleague, who is then in the know; how many those were.

    Raises NotAllowed.
    """
    row = lock_request(reference_request.pk)
    if not may_change_hands(row, to=to, by=by):
        return 0
    return _pass_on(row, whose=leaver, to=to, by=by, at=at, together=True)


@transaction.atomic
def pass_opinions_to_deputy(reference_request: ReferenceRequest, *, away: User, at: datetime) -> int:
    """Whoever owes opinions on a short list is away today: their deputy is asked. How many those were; both may answer from then on."""
    row = lock_request(reference_request.pk)
    deputy = deputy_of(away, own_day(away, at))
    return _pass_on(row, whose=away, to=deputy, by=Actor.system(), at=at) if deputy is not None else 0


def _pass_on(row: ReferenceRequest, *, whose: User, to: User, by: Actor, at: datetime, together: bool = False) -> int:
    found = list(_owed_by(row, whose))
    for each in found:
        first = each.deputy_for or whose
        each.asked, each.deputy_for = to, None if first.pk == to.pk else first
        each.due_at = max(each.due_at or at, working_days_after(at, TO_ANSWER, region=to.region))
        each.save(update_fields=["asked", "deputy_for", "due_at"])
    if found:
        if row.circle_id is not None:
            add_to_circle(row.circle_id, to, by=by, at=at)
        about = [found[0].candidate]
        note_on("request.opinions_passed_on", row, by=by, at=at, also=about, to=to.pk, away=whose.pk, n=len(found), together=together)
    return len(found)


@transaction.atomic
def remind_of_opinions(reference_request: ReferenceRequest, *, asked: User, at: datetime) -> int:
    """Ask once more for the opinions that somebody owes on one short list, when the policy's day for it has come; how many those are."""
    row = lock_request(reference_request.pk)
    found = [each for each in _owed_by(row, asked) if each.remind_at is not None and each.remind_at <= at]
    Opinion.objects.filter(pk__in=[each.pk for each in found]).update(remind_at=None)
    if found:
        note_on("request.owners_reminded", row, by=Actor.system(), at=at, also=[found[0].candidate], to=asked.pk, n=len(found))
    return len(found)


@transaction.atomic
def tell_of_overdue_opinions(reference_request: ReferenceRequest, *, asked: User, at: datetime) -> int:
    """Tell whoever leads a request, once, that somebody has not said what they think of its short list; about how many that is."""
    row = lock_request(reference_request.pk)
    found = [each for each in _owed_by(row, asked) if each.due_at is not None and each.due_at <= at and each.told_overdue_at is None]
    Opinion.objects.filter(pk__in=[each.pk for each in found]).update(told_overdue_at=at)
    if found:
        note_on("request.opinions_overdue", row, by=Actor.system(), at=at, also=[found[0].candidate], to=asked.pk, n=len(found))
    return len(found)


def days_to_answer(asked: User, *, at: datetime) -> dict[str, datetime]:
    """When an opinion that is asked for now is due, and when it is asked for once more: as with any question to an owner."""
    numbers = in_force(at).numbers
    return {
        "due_at": working_days_after(at, numbers.owner_escalation_working_days, region=asked.region),
        "remind_at": working_days_after(at, numbers.owner_reminder_working_days, region=asked.region),
    }


def _owed_by(row: ReferenceRequest, user: User) -> QuerySet[Opinion]:
    """The opinions on a locked request that somebody owes."""
    rows = Opinion.objects.filter(owed(), candidate__reference_request=row, asked=user).select_related("candidate", "deputy_for")
    return rows.select_for_update(of=("self",), no_key=True).order_by("candidate__position", "candidate_id")
