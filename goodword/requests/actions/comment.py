"""Say something about a request."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from goodword.comments.actions import add
from goodword.comments.models import Comment
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused
from goodword.people.models import User
from goodword.requests import access
from goodword.requests.actions.locks import person
from goodword.requests.actions.people import let_know
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.queries.know import who_may_see


@transaction.atomic
def comment(
    reference_request: ReferenceRequest,
    *,
    by: Actor,
    at: datetime,
    text: str,
    uploads: Sequence[UploadedFile[Any]] = (),
    let_in: Iterable[User] = (),
) -> Comment | Refused:
    """Say something about a request that was sent; it stays within its circle, into which `let_in` come first. Raises NotAllowed."""
    user = person(by)
    row = ReferenceRequest.objects.get(pk=reference_request.pk)
    if not access.can_comment(user, row):
        raise NotAllowed
    for who in let_in:
        refused = let_know(row, who=who, by=by, at=at)
        if isinstance(refused, Refused):
            transaction.set_rollback(True)
            return refused
    said = add(row, author=user, text=text, at=at, circle_id=row.circle_id, readers=who_may_see(row), uploads=uploads)
    if isinstance(said, Refused):
        transaction.set_rollback(True)
    return said


@transaction.atomic
def comment_beside(candidate: Candidate, *, by: Actor, at: datetime, text: str) -> Comment | Refused:
    """Say something about one customer of a request; it stays within its circle. Raises NotAllowed."""
    user, row = person(by), candidate.reference_request
    if not access.can_comment(user, row):
        raise NotAllowed
    return add(candidate, author=user, text=text, at=at, circle_id=row.circle_id, readers=who_may_see(row))
