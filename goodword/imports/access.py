"""Who may bring lists in: reference managers and administrators."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from goodword.imports.models import ImportRun
from goodword.people.access import can_run_people
from goodword.people.models import User


def can_import(user: User | AnonymousUser) -> bool:
    """May upload, try, commit and stop imports, and say what unknown values mean."""
    return isinstance(user, User) and user.is_active and user.is_manager


def may_bring(user: User | AnonymousUser, kind: str) -> bool:
    """May bring in a list of this kind: colleagues and their roles come from administrators alone."""
    return can_import(user) and (kind != "people" or (isinstance(user, User) and can_run_people(user)))


def visible_to(user: User | AnonymousUser) -> QuerySet[ImportRun]:
    """Runs that somebody may look at: all, or none."""
    return ImportRun.objects.all() if can_import(user) else ImportRun.objects.none()
