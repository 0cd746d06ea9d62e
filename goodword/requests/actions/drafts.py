"""A draft: kept while somebody types, made once however often the form is sent."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.turns import take_turns
from goodword.people.actions import open_circle
from goodword.people.models import User
from goodword.requests import access
from goodword.requests.actions.locks import lock_request, person
from goodword.requests.kinds import KINDS
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries.lists import drafts_from
from goodword.requests.states import RequestState

# What a draft may hold; the rest of a request is set by verbs.
ASKED_FIELDS = frozenset(
    {
        "opportunity",
        "prospect",
        "topic",
        "needed_on",
        "minutes",
        "format",
        "industries",
        "region",
        "country",
        "segment",
        "tier",
        "use_cases",
        "competitors",
        "persona",
        "languages",
        "seats",
        "is_confidential",
        "stage_reason",
        "exception_reason",
        "ends_on",
        "activity",
        "wanted",
        "campaign",
        "place_city",
        "place_state",
        "place_country",
        "is_online",
        "needs_plan_approval",
        "travel",
        "travel_paid_by",
        "details",
    }
)


@transaction.atomic
def start_draft(*, once: UUID, kind: str = "sales_call", asked: Mapping[str, Any], by: Actor, at: datetime) -> ReferenceRequest:
    """Make the draft of a form, or find it when the same form made one already: the same `once` makes one request.

    What is typed is saved as long as it is a draft. Raises NotAllowed when the form is somebody else's.
    """
    user = person(by)
    take_turns(f"goodword draft {once}")  # whoever saves the same form at once waits here: a form that is saved often takes one number
    made = ReferenceRequest.objects.filter(once=once).values_list("pk", flat=True).first()
    row = lock_request(made or _blank(once, kind, user, at=at).pk)
    if row.requester_id != user.pk:
        raise NotAllowed
    return fill(row, asked, kind=kind, at=at) if row.state == RequestState.DRAFT else row


def _blank(once: UUID, kind: str, user: User, *, at: datetime) -> ReferenceRequest:
    return ReferenceRequest.objects.create(
        once=once,
        kind=KINDS[kind].code,
        requester=user,
        team=user.team,
        state=RequestState.DRAFT,
        state_at=at,
        created_at=at,
        saved_at=at,
        minutes=KINDS[kind].minutes,
    )


@transaction.atomic
def discard_draft(reference_request: ReferenceRequest, *, by: Actor) -> None:
    """Throw a draft away; nobody but its writer ever saw it, so nothing is recorded."""
    row = lock_request(reference_request.pk)
    if not access.can_edit(person(by), row):
        raise NotAllowed
    row.delete()


def sweep_drafts(*, before: datetime, at: datetime) -> int:
    """Throw away drafts that nobody touched since a moment; returns how many. One that is being saved or sent is left."""
    del at
    return sum(_discard(pk, before=before) for pk in drafts_from(before=before).values_list("pk", flat=True))


@transaction.atomic
def _discard(pk: int, *, before: datetime) -> bool:
    row = drafts_from(before=before).select_for_update(skip_locked=True, of=("self",)).filter(pk=pk).first()
    if row is not None:
        row.delete()
    return row is not None


def fill(row: ReferenceRequest, asked: Mapping[str, Any], *, kind: str, at: datetime) -> ReferenceRequest:
    """Write what was asked for into a locked request; what its kind does not ask stays as it was."""
    known = {name: value for name, value in asked.items() if name in ASKED_FIELDS}
    for name, value in known.items():
        setattr(row, name, value)
    # What another kind had asked may not be asked by this one.
    row.is_confidential = KINDS[kind].always_confidential or (row.is_confidential and (row.kind == kind or "is_confidential" in known))
    row.kind = KINDS[kind].code
    row.is_online = KINDS[kind].always_online or row.is_online
    if row.is_confidential and row.circle_id is None:
        row.circle = open_circle([row.requester])
    elif not row.is_confidential:
        row.circle = None
    row.saved_at = at
    row.save(update_fields=[*{*known, "kind", "is_online", "is_confidential", "circle", "saved_at"}])
    return row
