"""Reading links, never their tokens."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet

from goodword.links.models import Link, Purpose


@dataclass(frozen=True, slots=True)
class LinkState:
    """How the links about one row stand: does one work, and when was a page first opened by one."""

    works: bool = False
    opened_at: datetime | None = None


NO_LINK: Final = LinkState()


def states_of(kind: str, ids: Iterable[int], *, purpose: Purpose, at: datetime) -> dict[int, LinkState]:
    """How the links about some rows of one kind stand, in one statement; rows without any are left out."""
    works = Max("expires_at", filter=Q(revoked_at=None, expires_at__gt=at))
    rows = Link.objects.filter(subject_kind=kind, subject_id__in=list(ids), purpose=purpose).order_by().values("subject_id")
    found = rows.annotate(works=works, opened=Min("first_opened_at")).values_list("subject_id", "works", "opened")
    return {pk: LinkState(until is not None, opened) for pk, until, opened in found}


def may_be_out(kind: str, object_id: int, *, purpose: Purpose, since: datetime) -> bool:
    """May somebody hold a link about a row that was made since a moment: one that nobody revoked."""
    rows = Link.objects.filter(subject_kind=kind, subject_id=object_id, purpose=purpose, created_at__gte=since, revoked_at=None)
    return rows.exists()


def is_out(kind: str, *, purpose: Purpose, since: str) -> Exists:
    """`may_be_out` for each row of a queryset: one column of it, however many rows; `since` names the field with the moment."""
    rows = Link.objects.filter(subject_kind=kind, subject_id=OuterRef("pk"), purpose=purpose, revoked_at=None)
    return Exists(rows.filter(created_at__gte=OuterRef(since)))


def ended(*, before: datetime) -> QuerySet[Link]:
    """Links whose last day was before a moment."""
    return Link.objects.filter(expires_at__lt=before)
