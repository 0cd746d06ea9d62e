"""Who sees and changes what of recruiting."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from goodword.people.models import User
from goodword.recruiting.models import Nomination
from goodword.recruiting.states import NominationState

Reader = User | AnonymousUser


def nominations_visible_to(user: Reader) -> QuerySet[Nomination]:
    """Colleagues see every nomination, so that nobody proposes a customer twice; a draft is its writer's alone."""
    if not isinstance(user, User) or not user.is_active:
        return Nomination.objects.none()
    return Nomination.objects.filter(~Q(state=NominationState.DRAFT) | Q(nominator=user))


def visible_to(user: Reader) -> QuerySet[Nomination]:
    """The slice's first noun."""
    return nominations_visible_to(user)


def can_nominate(user: Reader) -> bool:
    """May put a customer forward: every colleague."""
    return isinstance(user, User) and user.is_active
