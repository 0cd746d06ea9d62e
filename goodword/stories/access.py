"""Who sees a story, and who may do what to it."""

from datetime import date, datetime
from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from goodword.kernel.transitions import can_move
from goodword.people.models import CircleMember, User
from goodword.people.queries import active_people, circles_of, today
from goodword.playbooks.models import RunStep
from goodword.stories.models import Story, StoryPerson
from goodword.stories.states import STORY_MOVES, STORY_OPEN, StoryState

Reader = User | AnonymousUser
# What only whoever leads it, or runs the program, may do.
_OF_LEADER: Final = frozenset({"begin", "wait_for_metric", "go_on", "approve", "take_back_approval", "publish", "stop", "reopen"})


def visible_to(user: Reader) -> QuerySet[Story]:
    """Colleagues know of every story; what is confidential is for its circle alone."""
    if not isinstance(user, User) or not user.is_active:
        return Story.objects.none()
    return Story.objects.filter(Q(circle=None) | Q(circle__in=circles_of(user)))


def can_propose(user: Reader) -> bool:
    """May propose a story: every colleague."""
    return isinstance(user, User) and user.is_active


def leads(user: Reader, row: Story) -> bool:
    """Decides about it: whoever leads it, and who runs the program."""
    return isinstance(user, User) and user.is_active and (user.is_manager or row.manager_id == user.pk)


def has_part_in(user: Reader, row: Story, *, today: date) -> bool:
    """Works on it: leads it, proposed it and nobody leads it yet, or has a part that has not ended."""
    if not isinstance(user, User) or not user.is_active:
        return False
    if leads(user, row) or (row.proposed_by_id == user.pk and row.manager_id is None):
        return True
    return StoryPerson.objects.filter(Q(until_on=None) | Q(until_on__gte=today), story=row, user=user).exists()


def can_edit(user: Reader, row: Story, *, today: date) -> bool:
    """May write its brief: who has a part in it, while it is open."""
    return row.state in STORY_OPEN and has_part_in(user, row, today=today)


def may_do_step(user: Reader, row: Story, step: RunStep, *, at: datetime) -> bool:
    """May do a step of it: whoever has it to do, and who has a part in the story."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return step.assignee_id == user.pk or has_part_in(user, row, today=today(at))


def seeks_metric(user: Reader, row: Story) -> bool:
    """Was asked to find a figure: the owner and the success manager of its customer, while the story waits for one."""
    if row.state != StoryState.WAITING_METRIC or row.account is None or not isinstance(user, User) or not user.is_active:
        return False
    return user.pk in (row.account.owner_id, row.account.csm_id) and readers_of(row).filter(pk=user.pk).exists()


def can_write_metrics(user: Reader, row: Story, *, today: date) -> bool:
    """May write figures down: who may edit it, and who was asked to find one."""
    return can_edit(user, row, today=today) or seeks_metric(user, row)


def can_assign(user: Reader, row: Story) -> bool:
    """May say who has which part: who leads it."""
    return row.state in STORY_OPEN and leads(user, row)


def may(user: Reader, verb: str, row: Story, *, whatever_state: bool = False) -> bool:
    """May do this to it, and it is in a state for it."""
    return verb in _OF_LEADER and leads(user, row) and (whatever_state or can_move(STORY_MOVES, verb, row.state))


def readers_of(row: Story) -> QuerySet[User]:
    """Who may open one, and so may be mentioned about it."""
    if row.circle_id is None:
        return active_people()
    return active_people().filter(pk__in=CircleMember.objects.filter(circle=row.circle_id).values("user_id"))
