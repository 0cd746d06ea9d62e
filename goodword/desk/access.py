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
from goodword.requests.access import can_comment
from goodword.requests.access import visible_to as requests_visible_to
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries.know import who_may_see
from goodword.requests.queries.words import request_url
from goodword.ui.navigation import address

# What stands in an address, and the noun of the row.
KINDS: Final = {"request": "referencerequest", "account": "account"}


def rows_seen(user: User) -> Mapping[str, QuerySet[Any]]:
    """The rows that somebody sees, by noun."""
    return {"referencerequest": requests_visible_to(user), "account": accounts_visible_to(user)}


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
    return can_comment(user, row) if isinstance(row, ReferenceRequest) else True


def readers_of(row: Model) -> QuerySet[User]:
    """Who sees a row, and so may be mentioned about it."""
    return who_may_see(row) if isinstance(row, ReferenceRequest) else active_people()


def circle_of(row: Model) -> int | None:
    """The circle to which everything about a row belongs."""
    return row.circle_id if isinstance(row, ReferenceRequest) else None


def page_of(row: Model) -> str:
    """The page on which a row is talked about."""
    return request_url(row) if isinstance(row, ReferenceRequest) else address("desk:account", row.pk)
