"""Say something about a request."""

from datetime import datetime

from django.db import transaction

from goodword.comments.actions import add
from goodword.comments.models import Comment
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused
from goodword.requests import access
from goodword.requests.actions.locks import person
from goodword.requests.models import ReferenceRequest


@transaction.atomic
def comment(reference_request: ReferenceRequest, *, by: Actor, at: datetime, text: str) -> Comment | Refused:
    """Say something about a request that was sent; it stays within its circle. Raises NotAllowed."""
    user = person(by)
    row = ReferenceRequest.objects.get(pk=reference_request.pk)
    if not access.can_comment(user, row):
        raise NotAllowed
    return add(row, author=user, text=text, at=at, circle_id=row.circle_id)
