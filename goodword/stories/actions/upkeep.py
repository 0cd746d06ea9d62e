"""What happens to stories when somebody leaves."""

from datetime import datetime

from django.db import transaction

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.people.actions import add_to_circle
from goodword.people.models import User
from goodword.playbooks.actions import pass_steps_on
from goodword.playbooks.queries import run_of
from goodword.stories.actions.locks import lock_story
from goodword.stories.models import StoryPerson
from goodword.stories.queries.lists import left_by, movable
from goodword.stories.queries.steps import SUBJECT


@transaction.atomic
def pass_stories_on(leaver: User, *, to: User, by: User, at: datetime) -> int:
    """Somebody else leads what a colleague led, and has the parts that they had; returns how many stories changed hands.

    What is confidential moves only when whoever hands it over, or gets it, knows of it.
    """
    actor, moved = Actor.person(by), 0
    for row in movable(left_by(leaver), by=by, to=to):
        locked = lock_story(row)
        if locked.manager_id == leaver.pk:
            locked.manager = to
            locked.save(update_fields=["manager"])
        run = run_of(SUBJECT, locked.pk)
        if run is not None:
            pass_steps_on(run, leaver=leaver, to=to)
        had = set(StoryPerson.objects.filter(story=locked, user=to).values_list("part", flat=True))
        StoryPerson.objects.filter(story=locked, user=leaver, part__in=had).delete()
        StoryPerson.objects.filter(story=locked, user=leaver).update(user=to)
        if locked.circle_id is not None:
            add_to_circle(locked.circle_id, to, by=actor, at=at)
        record("story.passed_on", by=actor, at=at, about=[locked], circle_id=locked.circle_id, before=leaver.pk, to=to.pk)
        moved += 1
    return moved
