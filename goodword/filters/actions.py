"""What people do with saved filters: save, rename, share, begin with, take away."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from goodword.filters.access import can_change, can_open, can_share, shared_by, visible_to
from goodword.filters.kinds import MOST_OF_ONE
from goodword.filters.models import SavedFilter, UsualFilter
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, NotFound
from goodword.kernel.refusal import Refused, refuse
from goodword.people.access import can_run_people
from goodword.people.models import User


@transaction.atomic
def save_filter(code: str, *, name: str, query: str, is_shared: bool, is_usual: bool, by: User, at: datetime) -> SavedFilter | Refused:
    """Keep what a list is narrowed to under a name; refused when there is one of that name, or nothing to keep."""
    if not can_open(by, code) or (is_shared and not can_share(by)):
        raise NotAllowed
    if not query:
        return refuse("nothing", _("Nothing is searched, filtered or sorted for that could be kept. Choose something in the list first."))
    if SavedFilter.objects.filter(list=code, made_by=by).count() >= MOST_OF_ONE:
        return refuse("many", _("You have %(most)s saved filters of this list. Take one away first.") % {"most": MOST_OF_ONE})
    saved = SavedFilter(list=code, name=name, query=query, made_by=by, is_shared=is_shared, made_at=at)
    if not _stored(saved):
        return _taken(is_shared=is_shared)
    _begin_with(saved, by=by, wanted=is_usual)
    if is_shared:
        record("filter.shared", by=Actor.person(by), at=at, about=[saved], list=code)
    return saved


@transaction.atomic
def change_filter(saved: SavedFilter, *, name: str, is_shared: bool, is_usual: bool, by: User, at: datetime) -> SavedFilter | Refused:
    """Give a filter another name, share it or keep it to whoever made it; and begin with it, which everybody may who sees it."""
    locked = _lock(saved, by=by)
    if (locked.name, locked.is_shared) != (name, is_shared):
        if not can_change(by, locked) or (is_shared and not can_share(by)):
            raise NotAllowed
        was_shared, locked.name, locked.is_shared = locked.is_shared, name, is_shared
        if not _stored(locked):
            return _taken(is_shared=is_shared)
        if is_shared or was_shared:
            record("filter.changed", by=Actor.person(by), at=at, about=[locked], list=locked.list, shared=is_shared)
        if was_shared and not is_shared:
            UsualFilter.objects.filter(filter=locked).exclude(user=locked.made_by_id).delete()
    if visible_to(by).filter(pk=locked.pk).exists():
        _begin_with(locked, by=by, wanted=is_usual)
    return locked


@transaction.atomic
def take_filter_away(saved: SavedFilter, *, by: User, at: datetime) -> None:
    """Delete a filter; a list that began with it begins with everything again."""
    locked = _lock(saved, by=by)
    if not can_change(by, locked):
        raise NotAllowed
    if locked.is_shared:
        record("filter.taken_away", by=Actor.person(by), at=at, about=[locked], list=locked.list)
    locked.delete()


@transaction.atomic
def pass_on_shared(leaver: User, *, to: User, by: User, at: datetime) -> int:
    """Give the filters that a leaver shared to a colleague who may share; with anybody else they stay as they are. Returns how many."""
    if not can_run_people(by):
        raise NotAllowed
    rows = list(shared_by(leaver).select_for_update()) if can_share(to) else []
    for row in rows:
        row.made_by = to
        row.save(update_fields=["made_by"])
        record("filter.changed", by=Actor.person(by), at=at, about=[row], list=row.list, shared=True, to=to.pk, before=leaver.pk)
    return len(rows)


def _lock(saved: SavedFilter, *, by: User) -> SavedFilter:
    locked = SavedFilter.objects.select_for_update().filter(pk=saved.pk).first()
    if locked is None or not visible_to(by).filter(pk=saved.pk).exists():
        raise NotFound
    return locked


def _stored(saved: SavedFilter) -> bool:
    """Whether it could be written: not when another has its name."""
    try:
        with transaction.atomic():
            saved.save()
    except IntegrityError:
        return False
    return True


def _taken(*, is_shared: bool) -> Refused:
    if is_shared:
        return refuse("name", _("There is a shared filter of this name already."))
    return refuse("name", _("You have a filter of this name already."))


def _begin_with(saved: SavedFilter, *, by: User, wanted: bool) -> None:
    if wanted:
        UsualFilter.objects.update_or_create(user=by, list=saved.list, defaults={"filter": saved})
    else:
        UsualFilter.objects.filter(user=by, filter=saved).delete()
