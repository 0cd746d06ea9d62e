"""Who may see and change people and the program's settings."""

from django.db.models import QuerySet

from goodword.people.models import User


def visible_to(user: User) -> QuerySet[User]:
    """Colleagues know each other: everybody signed in sees everybody, leavers included."""
    if not user.is_active:
        return User.objects.none()
    return User.objects.all()


def can_run_people(user: User) -> bool:
    """May invite, deactivate, give roles and change the program's settings."""
    return bool(user.is_active and user.is_administrator)


def can_route(user: User) -> bool:
    """May edit which reference manager gets which request."""
    return bool(user.is_active and user.is_manager)


def can_set_absence(user: User, *, whose: User) -> bool:
    """May say when somebody is away: oneself; for a colleague whoever runs the program, and who leads their team."""
    leads = whose.team is not None and whose.team.lead_id == user.pk
    return bool(user.is_active and (user.pk == whose.pk or user.is_manager or leads))


def can_see_history(user: User, *, whose: User) -> bool:
    """May read what happened to somebody's account here: oneself, and administrators."""
    return bool(user.is_active and (user.pk == whose.pk or user.is_administrator))
