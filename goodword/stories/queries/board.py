"""Stories by stage, each with whose turn it is; and the steps that wait for somebody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _

from goodword.kernel.references import story_number
from goodword.kernel.text import Words
from goodword.people.models import User
from goodword.playbooks.kinds import OUTSIDE, Stage
from goodword.playbooks.queries.mine import OpenStep, StepTitle, open_rows, open_rows_of, told
from goodword.stories import access
from goodword.stories.kinds import KINDS
from goodword.stories.models import Story
from goodword.stories.queries.steps import SUBJECT
from goodword.stories.states import STORY_OPEN, StoryState
from goodword.ui.pieces import Action, WorkItem

PROPOSED: Final = "proposed"
# More than anybody does in a day.
MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Card:
    """A story on the board."""

    number: int
    reference: str
    title: str
    kind: Words
    account: str
    # Whose turn it is and what for; nobody's when it is said otherwise.
    who: str
    what: str
    due_on: date | None
    is_late: bool
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A stage with its stories."""

    code: str
    label: Words
    cards: list[Card]


def board_of(rows: QuerySet[Story], *, reader: User, day: date) -> list[Column]:
    """The stories that are worked on, by stage: those that are only proposed first. Three statements, however many there are."""
    turns: dict[int, list[OpenStep]] = {}
    for step in told(open_rows(kind=SUBJECT).order_by("place", "pk")):
        turns.setdefault(step.subject_id, []).append(step)
    columns = {PROPOSED: Column(PROPOSED, _("Proposed"), [])} | {each.value: Column(each.value, each.label, []) for each in Stage}
    found = rows.filter(state__in=STORY_OPEN).order_by("stage_at", "pk")
    fields = ("pk", "number", "title", "kind", "state", "stage", "account__name", "manager__name", "manager_id")
    for pk, number, title, kind, state, stage, account, manager, manager_id in found.values_list(*fields):
        is_proposed = state == StoryState.PROPOSED
        who, what, due, mine = _turn(turns.get(pk, ()), reader) if not is_proposed else (manager, "", None, manager_id == reader.pk)
        card = Card(
            number=number,
            reference=story_number(number),
            title=title,
            kind=KINDS[kind].label if kind in KINDS else kind,
            account=account or "",
            who=who or "",
            what=what,
            due_on=due,
            is_late=due is not None and due < day,
            is_mine=mine,
        )
        columns[PROPOSED if is_proposed else stage].cards.append(card)
    return list(columns.values())


def _turn(steps: "list[OpenStep] | tuple[()]", reader: User) -> tuple[str, str, date | None, bool]:
    """One's own step first, else the first that has to be."""
    needed = [each for each in steps if not each.is_optional] or list(steps)
    mine = next((each for each in needed if each.user_id == reader.pk and not each.is_outside), None)
    first = mine or (needed[0] if needed else None)
    return (first.who, first.title, first.due_on, mine is not None) if first is not None else ("", "", None, False)


def steps_waiting(user: User, *, day: date) -> ArraySubquery:
    """The steps of stories that somebody has to do, of those that they may know of, as one column of another statement.

    What waits for the customer is theirs to look after only once it is late.
    """
    known = access.visible_to(user).filter(pk=OuterRef("run__subject_id"), state__in=STORY_OPEN)
    due = ~Q(role__in=OUTSIDE) | Q(due_on__lt=day)
    rows = open_rows_of(user, kind=SUBJECT).filter(due).order_by("due_on", "pk").annotate(story_number=Subquery(known.values("number")))
    said = JSONObject(title=StepTitle(), number="story_number", story=Subquery(known.values("title")), due="due_on")
    return ArraySubquery(rows.filter(story_number__isnull=False).values(said=said)[:MOST])


def step_items(steps: Sequence[Mapping[str, Any]]) -> list[WorkItem]:
    """The same as rows of "your turn"."""
    return [_item(**each) for each in steps if each["title"]]


def _item(title: str, number: int, story: str, due: str | None) -> WorkItem:
    url = f"{reverse('stories:story', args=[number])}#run"
    action, day = Action(label=_("Look"), url=url, style="soft"), date.fromisoformat(due) if due else None
    return WorkItem(title=title, url=url, detail=f"{story_number(number)} {story}", icon="book", due=day, action=action)
