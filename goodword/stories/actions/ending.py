"""Stop a story, and take it up again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import move
from goodword.playbooks.actions import resume_run, stop_run
from goodword.playbooks.queries import run_of
from goodword.stories import access
from goodword.stories.actions.locks import lock_story, person
from goodword.stories.models import Story
from goodword.stories.queries.steps import SUBJECT
from goodword.stories.states import STORY_MOVES


@transaction.atomic
def stop(row: Story, *, by: Actor, at: datetime, reason: str) -> Story | Refused:
    """Stop it, with a reason; nothing of it is lost. Raises NotAllowed, WrongState."""
    locked = lock_story(row)
    if not access.may(person(by), "stop", locked, whatever_state=True):
        raise NotAllowed
    if not reason.strip():
        return refuse("reason", _("Say why; whoever works on it reads it."))
    move(locked, STORY_MOVES, "stop", at=at, reason=reason.strip())
    run = run_of(SUBJECT, locked.pk)
    if run is not None:
        stop_run(run, at=at)
    record("story.stopped", by=by, at=at, about=[locked], circle_id=locked.circle_id, note=reason.strip())
    return locked


@transaction.atomic
def reopen(row: Story, *, by: Actor, at: datetime) -> Story:
    """Take a stopped story up again: its steps go on where they stopped, or it is proposed as before. Raises NotAllowed, WrongState."""
    locked = lock_story(row)
    if not access.may(person(by), "reopen", locked, whatever_state=True):
        raise NotAllowed
    move(locked, STORY_MOVES, "reopen", at=at)
    run = run_of(SUBJECT, locked.pk)
    if run is not None:
        resume_run(run, at=at)
        move(locked, STORY_MOVES, "begin", at=at)
    record("story.reopened", by=by, at=at, about=[locked], circle_id=locked.circle_id)
    return locked
