"""Who sees and changes what of recruiting."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from goodword.people.models import User
from goodword.recruiting.kinds import RUN_BY, PublicProgram
from goodword.recruiting.models import Nomination, Registration
from goodword.recruiting.states import REGISTRATION_UNSEEN, NominationState

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


def registrations_visible_to(user: Reader) -> QuerySet[Registration]:
    """Managers see every confirmed one, program managers those of their program, the team of a customer those that were matched to it."""
    if not isinstance(user, User) or not user.is_active:
        return Registration.objects.none()
    confirmed = Registration.objects.exclude(state__in=REGISTRATION_UNSEEN).exclude(confirmed_at=None)
    if user.is_manager:
        return confirmed
    programs = [program for program, role in RUN_BY.items() if user.has_role(role)]
    own = Q(responsible=user) | Q(account__owner=user) | Q(account__csm=user)
    return confirmed.filter(own | Q(program__in=programs))


def can_review_registration(user: Reader, row: Registration) -> bool:
    """May decide about one: reference managers, whoever runs its program, and whoever is responsible for it."""
    if not isinstance(user, User) or not user.is_active or row.confirmed_at is None:
        return False
    runs = RUN_BY.get(PublicProgram(row.program))
    return user.is_manager or row.responsible_id == user.pk or (runs is not None and user.has_role(runs))
