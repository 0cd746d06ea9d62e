"""Who may see, share and change saved filters."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from goodword.filters.kinds import LISTS
from goodword.filters.models import SavedFilter
from goodword.kernel.kept import Given
from goodword.people.models import User


def visible_to(user: User | AnonymousUser) -> QuerySet[SavedFilter]:
    """One's own, and those that are shared, of the lists that one may open."""
    if not isinstance(user, User) or not user.is_active:
        return SavedFilter.objects.none()
    return known_to(user.pk).filter(list__in=[code for code in LISTS if can_open(user, code)])


def known_to(reader: int | Given) -> QuerySet[SavedFilter]:
    """The same for an active colleague by id, or for whoever is given later; whether they may open the list, `can_open` says."""
    return SavedFilter.objects.filter(Q(made_by=reader) | Q(is_shared=True))


def shared_by(person: User) -> QuerySet[SavedFilter]:
    """What somebody shared with everybody; whoever hands over what a leaver had finds them here."""
    return SavedFilter.objects.filter(made_by=person, is_shared=True).order_by("pk")


def can_open(user: User, code: str) -> bool:
    """Whether this list is one that the user may open."""
    return code in LISTS and (user.is_manager or not LISTS[code].for_managers)


def can_share(user: User) -> bool:
    """Reference managers and administrators share filters with everybody."""
    return user.is_active and user.is_manager


def can_change(user: User, saved: SavedFilter) -> bool:
    """One's own; a shared one whoever may share."""
    return can_share(user) if saved.is_shared else user.is_active and saved.made_by_id == user.pk
