"""Locking a story in the house's order: its account first."""

from collections.abc import Callable
from datetime import datetime

from goodword.customers.actions.locks import lock_account
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, NotFound
from goodword.people.models import User
from goodword.people.queries import today
from goodword.stories import access
from goodword.stories.models import Story, Transcript


def lock_story(row: Story) -> Story:
    """Read a story again under the lock of the account that it is about now, then its own. Raises NotFound."""
    known = Story.objects.filter(pk=row.pk).only("account_id").first()
    if known is None:
        raise NotFound
    account = lock_account(known.account_id) if known.account_id is not None else None
    rows = Story.objects.select_for_update(of=("self",), no_key=True).select_related("manager", "proposed_by", "contact")
    locked = rows.filter(pk=row.pk, account=known.account_id).first()
    if locked is None:
        raise NotFound
    if account is not None:
        locked.account = account
    return locked


def person(by: Actor) -> User:
    """The active colleague who acts; nobody else does these."""
    found = User.objects.filter(pk=by.person_id or 0, is_active=True).first()
    if found is None:
        raise NotAllowed
    return found


def lock_to_edit(row: Story, *, by: Actor, at: datetime, may: Callable[..., bool] = access.can_edit) -> tuple[Story, User]:
    """The story under its locks, and the colleague who changes something about it. Raises NotAllowed, NotFound."""
    locked, user = lock_story(row), person(by)
    if not may(user, locked, today=today(at)):
        raise NotAllowed
    return locked, user


def lock_transcript(transcript: Transcript, row: Story) -> Transcript:
    """Read a transcript of a locked story again under its own lock. Raises NotFound."""
    rows = Transcript.objects.select_for_update(of=("self",)).select_related("contact", "story")
    found = rows.filter(pk=transcript.pk, story=row).first()
    if found is None:
        raise NotFound
    return found
