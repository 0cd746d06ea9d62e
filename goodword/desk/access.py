"""What people talk about and put files beside: which rows somebody sees, and who sees a row."""

from collections.abc import Mapping
from typing import Any, Final

from django.db.models import Model, QuerySet

from goodword.comments.access import visible_to as comments_visible_to
from goodword.comments.models import Comment
from goodword.customers.access import accounts_visible_to
from goodword.files.access import visible_to as files_visible_to
from goodword.files.models import File
from goodword.people.models import User
from goodword.people.queries import active_people
from goodword.recruiting.access import nominations_visible_to, registrations_visible_to, who_may_see_registration
from goodword.recruiting.models import Nomination, Registration
from goodword.requests.access import can_comment, candidates_visible_to
from goodword.requests.access import visible_to as requests_visible_to
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.queries.know import who_may_see
from goodword.requests.queries.words import request_url
from goodword.stories.access import readers_of as readers_of_story
from goodword.stories.access import visible_to as stories_visible_to
from goodword.stories.models import Story
from goodword.ui.navigation import address

# What stands in an address, and the noun of the row.
KINDS: Final = {
    "request": "referencerequest",
    "account": "account",
    "candidate": "candidate",
    "nomination": "nomination",
    "registration": "registration",
    "story": "story",
}
# Beside which rows files are kept.
FILED: Final = {"request": "referencerequest", "account": "account", "nomination": "nomination", "story": "story"}


def rows_seen(user: User) -> Mapping[str, QuerySet[Any]]:
    """The rows that somebody sees, by noun."""
    beside = candidates_visible_to(user).select_related("reference_request")
    return {
        "referencerequest": requests_visible_to(user),
        "account": accounts_visible_to(user),
        "candidate": beside,
        "nomination": nominations_visible_to(user),
        "registration": registrations_visible_to(user),
        "story": stories_visible_to(user),
    }


def files_seen(user: User, *, removed: bool = False) -> QuerySet[File]:
    """The files that somebody may have."""
    return files_visible_to(user, among=rows_seen(user), removed=removed).select_related("added_by")


def comments_seen(user: User, *, removed: bool = False) -> QuerySet[Comment]:
    """The comments that somebody may read."""
    return comments_visible_to(user, among=rows_seen(user), removed=removed).select_related("author")


def row_of(user: User, noun: str, pk: int) -> Model | None:
    """The row that somebody sees, or none."""
    rows = rows_seen(user).get(noun)
    found: Model | None = rows.filter(pk=pk).first() if rows is not None else None
    return found


def may_add(user: User, row: Model) -> bool:
    """May this person say something about a row, and put files beside it."""
    request = request_of(row)
    return can_comment(user, request) if request is not None else True


def readers_of(row: Model) -> QuerySet[User]:
    """Who sees a row, and so may be mentioned about it."""
    request = request_of(row)
    if isinstance(row, Registration):
        return who_may_see_registration(row)
    if isinstance(row, Story):
        return readers_of_story(row)
    return who_may_see(request) if request is not None else active_people()


def circle_of(row: Model) -> int | None:
    """The circle to which everything about a row belongs."""
    request = row if isinstance(row, Story) else request_of(row)
    return request.circle_id if request is not None else None


def page_of(row: Model) -> str:
    """The page on which a row is talked about."""
    request = request_of(row)
    if isinstance(row, Nomination):
        return address("recruiting:nomination", row.number)
    if isinstance(row, Registration):
        return address("recruiting:registration", row.number)
    if isinstance(row, Story):
        return address("stories:story", row.number)
    return request_url(request) if request is not None else address("desk:account", row.pk)


def place_of(row: Model) -> str:
    """Where on its page a row is talked about: beside a customer of the list, or below everything."""
    return f"candidate-{row.pk}" if isinstance(row, Candidate) else "comments"


def request_of(row: Model) -> ReferenceRequest | None:
    """The request that a row is, or is considered for; nothing for what belongs to none."""
    if isinstance(row, Candidate):
        return row.reference_request
    return row if isinstance(row, ReferenceRequest) else None
