"""The brief of a story: what it should show, for whom, why now. It is kept as it is typed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.people.queries import today
from goodword.stories import access
from goodword.stories.actions.locks import lock_story, person
from goodword.stories.models import Story
from goodword.stories.states import STORY_OPEN

WORDS: Final = ("title", "shows", "audience", "why_now", "heard_where")
CODES: Final = ("drivers", "use_cases", "languages", "timeframe", "is_attributable")


@transaction.atomic
def save_brief(row: Story, *, by: Actor, at: datetime, said: Mapping[str, Any], version: int) -> Story | Refused:
    """Keep what was typed. Refuses when somebody else changed the same part since this version was read; nothing is written then.

    The timeline says who changed the brief, once in a sitting of an hour for the same person. Raises NotAllowed, WrongState.
    """
    locked, user = lock_story(row), person(by)
    if not access.has_part_in(user, locked, today=today(at)):
        raise NotAllowed
    if locked.state not in STORY_OPEN:
        raise WrongState("write", locked.state)
    changed = [name for name in (*WORDS, *CODES) if name in said and said[name] != getattr(locked, name)]
    if not changed:
        return locked
    if version != locked.version:
        meanwhile = _("Somebody changed the brief meanwhile. What you typed is still here: look at theirs, then save again.")
        return refuse("overtaken", meanwhile)
    if "title" in changed and not str(said["title"]).strip():
        return refuse("title", _("It needs a title to work with; it may change."))
    for name in changed:
        value = said[name]
        setattr(locked, name, value.strip() if isinstance(value, str) else value)
    locked.edited_at, locked.version = at, locked.version + 1
    locked.save(update_fields=[*changed, "edited_at", "version"])
    record("story.briefed", by=by, at=at, about=[locked], circle_id=locked.circle_id, fields=changed)
    return locked
