"""Nominations as a list reads them: narrowed, searched, counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db.models import Count, Q, QuerySet

from goodword.customers.models import Account
from goodword.customers.queries import by_name
from goodword.kernel.references import parse_number
from goodword.people.models import User
from goodword.recruiting.models import Nomination
from goodword.recruiting.states import NOMINATION_OPEN, NominationState

MINE: Final = "mine"
TO_DECIDE: Final = "to_decide"
LATE: Final = "late"
EVERYTHING: Final = "all"
VIEWS: Final = (TO_DECIDE, MINE, LATE, EVERYTHING)
_IN_QUEUE: Final = (NominationState.SUBMITTED, NominationState.IN_REVIEW)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is narrowed to: words, and the chosen codes by field."""

    words: str = ""
    chosen: Mapping[str, Sequence[str]] = field(default_factory=dict)


def in_view(rows: QuerySet[Nomination], view: str, *, reader: User, at: datetime) -> QuerySet[Nomination]:
    """The nominations that wait for somebody, that they made, that are late, or all."""
    if view == MINE:
        return rows.filter(nominator=reader)
    if view == TO_DECIDE:
        return rows.filter(manager=reader, state__in=_IN_QUEUE)
    if view == LATE:
        return rows.filter(state__in=NOMINATION_OPEN, due_at__lt=at)
    return rows


def narrowed(rows: QuerySet[Nomination], asked: Asked) -> QuerySet[Nomination]:
    """The nominations that match all that is asked for; within one field any of the chosen will do."""
    for name, codes in asked.chosen.items():
        if codes:
            rows = rows.filter(**{f"{name}__in": list(codes)})
    return _with_words(rows, asked.words.strip())


def _with_words(rows: QuerySet[Nomination], words: str) -> QuerySet[Nomination]:
    if not words:
        return rows
    number = parse_number(words)
    if number is not None:
        return rows.filter(number=number)
    person = Q(champion__name__icontains=words) | Q(nominator__name__icontains=words)
    return rows.filter(person | Q(account__in=by_name(Account.objects.all(), words).values("pk")))


def view_counts(rows: QuerySet[Nomination], *, reader: User, at: datetime) -> dict[str, int]:
    """How many stand in each view, in one statement."""
    late = Q(state__in=NOMINATION_OPEN, due_at__lt=at)
    found: dict[str, int] = rows.aggregate(
        **{
            MINE: Count("pk", filter=Q(nominator=reader)),
            TO_DECIDE: Count("pk", filter=Q(manager=reader, state__in=_IN_QUEUE)),
            LATE: Count("pk", filter=late),
            EVERYTHING: Count("pk"),
        }
    )
    return found


def draft_of(user: User, account: Account, purpose: str) -> Nomination | None:
    """The draft that somebody has about a customer."""
    rows = drafts_of(user).filter(account=account, purpose=purpose)
    return rows.select_related("account__region", "champion", "nominator").first()


def drafts_of(user: User) -> QuerySet[Nomination]:
    """What somebody began and did not send, the latest first."""
    return Nomination.objects.filter(nominator=user, state=NominationState.DRAFT).select_related("account").order_by("-edited_at", "-pk")


def drafts_from(*, before: datetime) -> QuerySet[Nomination]:
    """Drafts that nobody touched since a moment."""
    return Nomination.objects.filter(state=NominationState.DRAFT, edited_at__lt=before).order_by("pk")


def left_by(person: User) -> QuerySet[Nomination]:
    """What somebody nominated or is to decide, and is not decided yet; their drafts too."""
    mine = Q(nominator=person) | Q(manager=person)
    return Nomination.objects.filter(mine, state__in=(*NOMINATION_OPEN, NominationState.DRAFT)).order_by("pk")


def waiting_for(user: User) -> QuerySet[Nomination]:
    """The nominations in which somebody has the ball: to decide, or to answer."""
    turn = Q(manager=user, state__in=_IN_QUEUE) | Q(nominator=user, state=NominationState.NEEDS_INFORMATION)
    return Nomination.objects.filter(turn).order_by("due_at", "pk")
