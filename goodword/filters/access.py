"""Who may see, share and change saved filters."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Lower

from goodword.filters.kinds import LISTS
from goodword.filters.models import SavedFilter, UsualFilter
from goodword.kernel.kept import Given, Kept
from goodword.people.models import User


def visible_to(user: User | AnonymousUser) -> QuerySet[SavedFilter]:
    """One's own, and those that are shared, of the lists that one may open."""
    if not isinstance(user, User) or not user.is_active:
        return SavedFilter.objects.none()
    lists = [code for code in LISTS if can_open(user, code)]
    return SavedFilter.objects.filter(Q(made_by=user) | Q(is_shared=True), list__in=lists)


def _of_list() -> "QuerySet[SavedFilter, Any]":
    usual = UsualFilter.objects.filter(user=Given("user"), filter=OuterRef("pk"))
    seen = SavedFilter.objects.filter(Q(made_by=Given("user")) | Q(is_shared=True), list=Given("list", TextField()))
    return seen.annotate(is_usual=Exists(usual)).order_by("is_shared", Lower("name"))


_OF_LIST = Kept(_of_list)


def of_list(user: User, code: str) -> list[Any]:
    """What `visible_to` is of one list, own ones first, for every page of it; `is_usual` says which one the list begins with."""
    return _OF_LIST.rows(user=user.pk, list=code) if user.is_active and can_open(user, code) else []


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
