"""The colleagues who are named in what a request asks: product marketing, press relations, investor relations. They are told."""

from datetime import datetime

from goodword.kernel.actor import Actor
from goodword.people.actions import add_to_circle
from goodword.people.queries import active_people
from goodword.requests import access
from goodword.requests.actions.locks import note_on
from goodword.requests.models import ReferenceRequest


def tell_the_named(row: ReferenceRequest, *, by: Actor, at: datetime) -> None:
    """Tell those named in a locked request that was just sent; of a confidential one they are in the know from now on."""
    for who in active_people().filter(pk__in=access.named_in(row) - {row.requester_id}).order_by("pk"):
        if row.circle_id is None or add_to_circle(row.circle_id, who, by=by, at=at):
            note_on("request.shared", row, by=by, at=at, to=who.pk)
