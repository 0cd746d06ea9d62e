"""Several requests given to a manager in one go, and taken back again."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, NotFound, WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.people.models import User
from goodword.people.queries import circle_ids, people_or
from goodword.requests import access
from goodword.requests.actions.locks import lock_request, note_on, person
from goodword.requests.actions.people import hand_over
from goodword.requests.models import ReferenceRequest

MOST_AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True)
class Given:
    """What was given, each with who led it before; and what was not, each with the reason."""

    given: tuple[tuple[int, int | None], ...]
    left: tuple[tuple[ReferenceRequest, str], ...]


@transaction.atomic
def give(keys: Iterable[int], *, to: User, by: Actor, at: datetime) -> Given | Refused:
    """Give requests to a manager, who is told once; what cannot be given stays as it is, and is said. Raises NotAllowed."""
    wanted = sorted(set(keys))
    if not person(by).is_manager:
        raise NotAllowed
    if not wanted:
        return refuse("none", _("Tick the requests first, then say who gets them."))
    if len(wanted) > MOST_AT_ONCE:
        return refuse("many", _("At most %(most)s requests change hands at once. Narrow the list down first.") % {"most": MOST_AT_ONCE})
    if not to.is_active or not to.is_manager:
        return refuse("nobody", _("Choose a reference manager who can sign in."))
    knows, given, left = circle_ids(to), list[tuple[int, int | None]](), list[tuple[ReferenceRequest, str]]()
    for key in wanted:
        row = _visible(key, by=by)
        if row is None:
            continue
        before = row.manager_id
        why = _why_not(row, to, knows=knows) or _refusal(partial(hand_over, row, to=to, together=True, by=by, at=at))
        if why:
            left.append((row, why))
        else:
            given.append((key, before))
    _tell(given, to=to, by=by, at=at)
    return Given(tuple(given), tuple(left))


@transaction.atomic
def take_given_back(given: Iterable[tuple[int, int | None]], *, to: User, by: Actor, at: datetime) -> Given:
    """Give requests back to whoever led them before; those that were given on since stay where they are. Raises NotAllowed."""
    if not person(by).is_manager:
        raise NotAllowed
    back, left = list[tuple[int, int | None]](), list[tuple[ReferenceRequest, str]]()
    for key, before in sorted(given):
        row = _visible(key, by=by)
        if row is None:
            continue
        if row.manager_id != to.pk or not access.can_be_handed_over(row):
            left.append((row, _("It has changed since.")))
        elif before is None:
            row.manager = None
            row.save(update_fields=["manager"])
            note_on("request.handed_over", row, by=by, at=at, to=None, before=to.pk, fields=["manager"], together=True, taken_back=True)
            back.append((key, to.pk))
        elif why := _refusal(partial(hand_over, row, to=people_or(before).get(pk=before), together=True, by=by, at=at)):
            left.append((row, why))
        else:
            back.append((key, to.pk))
    return Given(tuple(back), tuple(left))


def _visible(key: int, *, by: Actor) -> ReferenceRequest | None:
    """The request under its lock; what may not be known of is as good as not there."""
    try:
        row = lock_request(key)
    except NotFound:
        return None
    return row if access.runs(person(by), row) else None


def _why_not(row: ReferenceRequest, to: User, *, knows: frozenset[int]) -> str:
    if row.manager_id == to.pk:
        return _("%(name)s leads it already.") % {"name": to.name}
    if not access.can_be_handed_over(row):
        return _("Nothing is left to lead: %(state)s.") % {"state": str(row.get_state_display()).lower()}
    if row.circle_id is not None and row.circle_id not in knows:
        return _("It is confidential, and %(name)s is not in the know. Hand it over on its own page.") % {"name": to.name}
    return ""


def _refusal(do: Callable[[], object]) -> str:
    try:
        done = do()
    except (NotAllowed, WrongState):
        return _("It has changed in the meantime.")
    return done.words if isinstance(done, Refused) else ""


def _tell(given: list[tuple[int, int | None]], *, to: User, by: Actor, at: datetime) -> None:
    if given:
        before = Counter(who for _key, who in given if who is not None)
        record("user.given_requests", by=by, at=at, about=[to], to=to.pk, n=len(given), before={str(who): n for who, n in before.items()})
