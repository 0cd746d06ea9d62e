"""Stories as a list reads them: narrowed, searched, counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Count, Q, QuerySet

from goodword.customers.models import Account
from goodword.customers.queries import by_name
from goodword.kernel.references import parse_number
from goodword.people.models import User
from goodword.people.queries import circles_of
from goodword.playbooks.models import RunStep
from goodword.playbooks.states import STEP_ENDED
from goodword.stories.models import Story, StoryPerson
from goodword.stories.states import STORY_OPEN

MINE: Final = "mine"
OPEN: Final = "open"
EVERYTHING: Final = "all"
VIEWS: Final = (MINE, OPEN, EVERYTHING)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is narrowed to: words, and the chosen codes by field."""

    words: str = ""
    chosen: Mapping[str, Sequence[str]] = field(default_factory=dict)


def _of(user: User) -> Q:
    parts = StoryPerson.objects.filter(user=user).values("story_id")
    return Q(manager=user) | Q(proposed_by=user) | Q(pk__in=parts)


def in_view(rows: QuerySet[Story], view: str, *, reader: User) -> QuerySet[Story]:
    """The stories in which somebody has a part, those that are worked on, or all."""
    if view == MINE:
        return rows.filter(_of(reader))
    return rows.filter(state__in=STORY_OPEN) if view == OPEN else rows


def narrowed(rows: QuerySet[Story], asked: Asked) -> QuerySet[Story]:
    """The stories that match all that is asked for; within one field any of the chosen will do."""
    for name, codes in asked.chosen.items():
        if codes:
            lookup = f"{name}__overlap" if name in ("drivers", "use_cases") else f"{name}__in"
            rows = rows.filter(**{lookup: list(codes)})
    words = asked.words.strip()
    if not words:
        return rows
    number = parse_number(words)
    if number is not None:
        return rows.filter(number=number)
    named = Q(title__icontains=words) | Q(manager__name__icontains=words) | Q(heard_where__icontains=words)
    return rows.filter(named | Q(account__in=by_name(Account.objects.all(), words).values("pk")))


def view_counts(rows: QuerySet[Story], *, reader: User) -> dict[str, int]:
    """How many stand in each view, in one statement."""
    found: dict[str, int] = rows.aggregate(
        **{
            MINE: Count("pk", filter=_of(reader)),
            OPEN: Count("pk", filter=Q(state__in=STORY_OPEN)),
            EVERYTHING: Count("pk"),
        }
    )
    return found


def of_account(account_id: int, *, among: QuerySet[Story]) -> QuerySet[Story]:
    """The stories of a customer that somebody may know of, the newest first."""
    return among.filter(account=account_id).select_related("manager").order_by("-created_at", "-pk")


def left_by(person: User) -> QuerySet[Story]:
    """The open stories that somebody leads, has a part in, or has steps of to do."""
    parts = StoryPerson.objects.filter(user=person).values("story_id")
    steps = RunStep.objects.filter(assignee=person, run__subject_kind="story").exclude(state__in=STEP_ENDED).values("run__subject_id")
    return Story.objects.filter(Q(manager=person) | Q(pk__in=parts) | Q(pk__in=steps), state__in=STORY_OPEN).order_by("pk")


def movable(rows: QuerySet[Story], *, by: User, to: User) -> QuerySet[Story]:
    """Those that may change hands: what is confidential only by or to somebody in the know."""
    return rows.filter(Q(circle=None) | Q(circle__in=circles_of(by)) | Q(circle__in=circles_of(to)))
