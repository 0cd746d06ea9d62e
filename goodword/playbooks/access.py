"""Who may see and change playbooks. Who sees a run, and may do its steps, is decided by what the run is for."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from goodword.people.models import User
from goodword.playbooks.models import PlaybookDraft, PlaybookVersion

Reader = User | AnonymousUser


def visible_to(user: Reader) -> QuerySet[PlaybookVersion]:
    """How something is made is no secret: everybody signed in reads every version."""
    if not isinstance(user, User) or not user.is_active:
        return PlaybookVersion.objects.none()
    return PlaybookVersion.objects.all()


def can_change(user: Reader) -> bool:
    """May write and publish a version: whoever runs the program."""
    return bool(isinstance(user, User) and user.is_active and user.is_manager)


def drafts_visible_to(user: Reader) -> QuerySet[PlaybookDraft]:
    """Drafts that are still open: of whoever runs the program, for all who do."""
    if not can_change(user):
        return PlaybookDraft.objects.none()
    return PlaybookDraft.objects.filter(discarded_at=None, published_as=None)
