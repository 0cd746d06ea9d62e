"""What is owed in the review of registrations: answers of the team, and the review itself. Passed on, asked for again, told."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.people.models import User
from goodword.people.queries import deputy_of, own_day, working_days_after
from goodword.policy.queries import in_force
from goodword.recruiting.access import reviews_something
from goodword.recruiting.models import FitnessAnswer, FitnessAsk, Registration
from goodword.recruiting.states import REGISTRATION_OPEN


@transaction.atomic
def pass_fitness_on(leaver: User, *, to: User, by: Actor, at: datetime) -> int:
    """Somebody else is asked what a leaver owes; how many registrations that is."""
    return _ask_instead(_owed(leaver), to=to, by=by, at=at, is_deputy=False)


def pass_fitness_to_deputies(*, at: datetime) -> int:
    """Whoever was asked and is away today: their deputy is asked instead, and both may answer. How many answers that is."""
    done = 0
    for person in User.objects.filter(pk__in=_open().values("asked")).select_related("region"):
        deputy = deputy_of(person, own_day(person, at))
        if deputy is not None:
            with transaction.atomic():
                done += _ask_instead(_owed(person), to=deputy, by=Actor.system(), at=at, is_deputy=True)
    return done


def _ask_instead(rows: list[FitnessAnswer], *, to: User, by: Actor, at: datetime, is_deputy: bool) -> int:
    if not rows:
        return 0
    ask, days = FitnessAsk.objects.create(to=to, by=rows[0].ask.by, at=at), in_force(at).numbers.owner_escalation_working_days
    before = rows[0].asked_id
    for row in rows:
        first = row.deputy_for or row.asked
        row.ask, row.asked, row.deputy_for = ask, to, first if is_deputy and first.pk != to.pk else None
        row.due_at = max(row.due_at, working_days_after(at, days, region=to.region))
        row.told_overdue_at = None
        row.save(update_fields=["ask", "asked", "deputy_for", "due_at", "told_overdue_at"])
    about = [ask, *{row.registration_id: row.registration for row in rows}.values()]
    record("registration.team_passed_on", by=by, at=at, about=about, ask=ask.pk, to=to.pk, away=before, n=len(about) - 1)
    return len(rows)


def remind_team(*, at: datetime) -> int:
    """Ask once more for answers whose day has come: one mail a person. How many people."""
    people = User.objects.filter(pk__in=_open().filter(remind_at__lte=at).values("asked"), is_active=True)
    for person in people:
        with transaction.atomic():
            rows = [each for each in _owed(person) if each.remind_at is not None and each.remind_at <= at]
            if not rows:
                continue
            ask = FitnessAsk.objects.create(to=person, by=rows[0].ask.by, at=at)
            FitnessAnswer.objects.filter(pk__in=[each.pk for each in rows]).update(remind_at=None, ask=ask)
            about = [ask, *{row.registration_id: row.registration for row in rows}.values()]
            record("registration.team_reminded", by=Actor.system(), at=at, about=about, ask=ask.pk, to=person.pk, n=len(about) - 1)
    return len(people)


def tell_of_overdue_fitness(*, at: datetime) -> int:
    """Whoever sees to a registration hears once that the team has not answered in time. How many answers that is."""
    late = list(_open().filter(due_at__lte=at, told_overdue_at=None).values_list("pk", flat=True))
    with transaction.atomic():
        rows = list(FitnessAnswer.objects.filter(pk__in=late, answer="").select_for_update(of=("self",)).select_related("registration"))
        FitnessAnswer.objects.filter(pk__in=[each.pk for each in rows]).update(told_overdue_at=at)
        for row in rows:
            record("registration.team_overdue", by=Actor.system(), at=at, about=[row.registration], to=row.asked_id)
    return len(rows)


def remind_reviewers(*, at: datetime) -> int:
    """Whoever sees to registrations is reminded before they are due, once for each day: one mail a person. How many people."""
    now = in_force(at)
    soon = now.today + timedelta(days=now.numbers.review_remind_days)
    found = Registration.objects.filter(state__in=REGISTRATION_OPEN, due_on__lte=soon, reminded_at=None).exclude(responsible=None)
    with transaction.atomic():
        theirs: dict[int, list[Registration]] = defaultdict(list)
        for row in found.select_for_update(of=("self",), skip_locked=True).order_by("due_on", "pk"):
            theirs[row.responsible_id or 0].append(row)
        Registration.objects.filter(pk__in=[row.pk for rows in theirs.values() for row in rows]).update(reminded_at=at)
        for person in User.objects.filter(pk__in=theirs, is_active=True):
            deputy = deputy_of(person, own_day(person, at))
            # A deputy who may decide about none of them would only be led to a closed door.
            to = deputy if deputy is not None and reviews_something(deputy) else person
            data: dict[str, Any] = {"to": to.pk, "n": len(theirs[person.pk])}
            record("registration.review_reminded", by=Actor.system(), at=at, about=theirs[person.pk], **data)
    return len(theirs)


def _open() -> QuerySet[FitnessAnswer]:
    return FitnessAnswer.objects.filter(answer="", registration__state__in=REGISTRATION_OPEN)


def _owed(person: User) -> list[FitnessAnswer]:
    rows = _open().filter(asked=person).select_related("registration", "deputy_for", "asked", "ask__by")
    return list(rows.select_for_update(of=("self",)).order_by("pk"))
