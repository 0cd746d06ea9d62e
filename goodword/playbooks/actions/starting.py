"""Begin to follow a playbook for something."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import models, transaction
from django.utils.translation import gettext as _

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused, refuse
from goodword.people.models import Region, User
from goodword.people.queries import is_holiday, today
from goodword.playbooks.actions.settling import due_of, settle, who_for
from goodword.playbooks.models import Run, RunStep
from goodword.playbooks.queries.runs import book_of
from goodword.playbooks.queries.versions import version_in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """For what a run is, by which playbook, and who has which part in it."""

    kind: str
    pk: int
    playbook: str
    people: Mapping[str, User] = field(default_factory=dict)
    region: Region | None = None
    event_on: date | None = None
    circle_id: int | None = None


@transaction.atomic
def start_run(wanted: Start, *, by: Actor, at: datetime, about: Sequence[models.Model]) -> Run | Refused:
    """Follow the version that holds today. Whoever calls has locked what it is for; begun twice, it is the same run."""
    before = Run.objects.select_related("version", "region").filter(subject_kind=wanted.kind, subject_id=wanted.pk).first()
    if before is not None:
        return before
    version = version_in_force(wanted.playbook, today(at))
    if version is None:
        return refuse("playbook", _("There is no playbook for it yet. Whoever runs the program can publish one."))
    run = Run.objects.create(
        subject_kind=wanted.kind,
        subject_id=wanted.pk,
        version=version,
        region=wanted.region,
        anchor_on=wanted.event_on,
        circle_id=wanted.circle_id,
        state_at=at,
        started_at=at,
    )
    calendar = is_holiday(run.region)
    RunStep.objects.bulk_create(
        RunStep(
            run=run,
            key=step.key,
            place=place,
            role=step.role,
            state_at=at,
            assignee=who_for(wanted.people, step.role),
            due_on=due_of(run, step, opened=None, calendar=calendar),
        )
        for place, step in enumerate(book_of(run).steps)
    )
    settle(run, at=at)
    record("run.started", by=by, at=at, about=about, circle_id=run.circle_id, playbook=version.code, number=version.number)
    return run
