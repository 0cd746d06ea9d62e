"""A story that waits for a figure: its owner and success manager are asked to find one, and it goes on once there is one."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import move
from goodword.stories import access
from goodword.stories.actions.locks import lock_story, person
from goodword.stories.models import Story
from goodword.stories.queries.metrics import has_better
from goodword.stories.queries.people import seekers_of
from goodword.stories.states import STORY_MOVES, StoryState


@transaction.atomic
def ask_for_metric(row: Story, *, by: Actor, at: datetime) -> Story | Refused:
    """Ask owner and success manager to find a figure; the story waits there. Raises NotAllowed, WrongState."""
    locked = lock_story(row)
    if not access.may(person(by), "wait_for_metric", locked, whatever_state=True):
        raise NotAllowed
    if has_better(locked):
        return refuse("found", _("There is a figure that became better: nobody needs to look for one."))
    seekers = seekers_of(locked)
    if not seekers and locked.circle_id is not None:
        return refuse("nobody", _("Owner and success manager do not know of this story. Give one of them a part in it first."))
    if not seekers:
        return refuse("nobody", _("This customer has no owner and no success manager. Find somebody who knows them."))
    move(locked, STORY_MOVES, "wait_for_metric", at=at)
    record("story.metric_asked", by=by, at=at, about=[locked], circle_id=locked.circle_id, seekers=[each.pk for each in seekers])
    return locked


@transaction.atomic
def go_on_without(row: Story, *, reason: str, by: Actor, at: datetime) -> Story | Refused:
    """Wait no longer, with a reason. Raises NotAllowed, WrongState."""
    locked = lock_story(row)
    if not access.may(person(by), "go_on", locked, whatever_state=True):
        raise NotAllowed
    why = reason.strip()[:500]
    if not why:
        return refuse("reason", _("Say why it goes on without a figure: it stands on the timeline."))
    move(locked, STORY_MOVES, "go_on", at=at)
    record("story.went_on", by=by, at=at, about=[locked], circle_id=locked.circle_id, note=why)
    return locked


def go_on_if_found(row: Story, *, by: Actor, at: datetime) -> None:
    """A locked story that waited goes on as soon as there is a figure that became better."""
    if row.state == StoryState.WAITING_METRIC and has_better(row):
        move(row, STORY_MOVES, "go_on", at=at)
        record("story.metric_found", by=by, at=at, about=[row], circle_id=row.circle_id)
