"""Who has which part in a story."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused, refuse
from goodword.people.actions import add_to_circle
from goodword.people.models import User
from goodword.people.queries import today
from goodword.playbooks.actions import give_part, pass_steps_on
from goodword.playbooks.queries import run_of
from goodword.stories import access
from goodword.stories.actions.locks import lock_story, person
from goodword.stories.kinds import Part
from goodword.stories.models import Story, StoryPerson
from goodword.stories.queries.steps import SUBJECT


@transaction.atomic
def assign(row: Story, user: User, *, part: str, by: Actor, at: datetime, until_on: date | None = None) -> StoryPerson | Refused:
    """Give somebody a part; who leads it is one person, and the new one takes over. Whoever is let in knows of a confidential story."""
    locked = _begin(row, by=by)
    if part not in Part.values:
        return refuse("part", _("Choose what they do in it."))
    if not user.is_active:
        return refuse("user", _("%(name)s does not work here any more. Choose somebody who does.") % {"name": user.name})
    if until_on is not None and until_on < today(at):
        return refuse("until_on", _("This day is over already. Choose a later one, or none."))
    run, before = run_of(SUBJECT, locked.pk), locked.manager
    if run is not None and part == Part.MANAGER and before is not None:
        pass_steps_on(run, leaver=before, to=user)
    elif run is not None:
        give_part(run, part, to=user, instead_of=before)
    if part == Part.MANAGER:
        StoryPerson.objects.filter(story=locked, part=part).exclude(user=user).delete()
        locked.manager = user
        locked.save(update_fields=["manager"])
    found, made = StoryPerson.objects.update_or_create(story=locked, part=part, user=user, defaults={"until_on": until_on})
    if locked.circle_id is not None:
        add_to_circle(locked.circle_id, user, by=by, at=at)
    if made:
        record("story.assigned", by=by, at=at, about=[locked], circle_id=locked.circle_id, part=part, to=user.pk)
    return found


@transaction.atomic
def unassign(row: Story, user: User, *, part: str, by: Actor, at: datetime) -> Story | Refused:
    """Take a part from somebody; nobody leads it then only when somebody else is chosen."""
    locked = _begin(row, by=by)
    if part == Part.MANAGER:
        return refuse("manager", _("Somebody has to lead it. Choose who does instead."))
    gone, _rows = StoryPerson.objects.filter(story=locked, part=part, user=user).delete()
    run = run_of(SUBJECT, locked.pk)
    if gone and run is not None and locked.manager is not None:
        give_part(run, part, to=locked.manager, instead_of=user)
    if gone:
        record("story.unassigned", by=by, at=at, about=[locked], circle_id=locked.circle_id, part=part, to=user.pk)
    return locked


def _begin(row: Story, *, by: Actor) -> Story:
    locked = lock_story(row)
    if not access.can_assign(person(by), locked):
        raise NotAllowed
    return locked
