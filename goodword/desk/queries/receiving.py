"""What a colleague gets who takes over from a leaver, kind by kind, before anything changes hands; and what stays, and why."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from goodword.desk.queries.leaving import (
    ABSENCES,
    AWAY,
    EXCEPTIONS,
    FILTERS,
    REQUESTS,
    RULES,
    Open,
    known_to,
    stands_in,
)
from goodword.filters.access import can_share
from goodword.people.models import Absence, User
from goodword.people.queries import circle_ids, who_stands_in
from goodword.requests.queries import left_behind


@dataclass(frozen=True, slots=True)
class Received:
    """One kind of thing: how many of them the receiver gets, and why the others stay."""

    label: str
    icon: str
    count: int
    note: str = ""


def received(found: list[Open], person: User, *, to: User, reader: User, today: date) -> list[Received]:
    """What of a leaver's open things goes to one colleague. What is confidential is not counted here, as nowhere else."""
    return [
        Received(each.label, each.icon, *_goes(each, person, to=to, reader=reader, today=today))
        for each in found
        if each.kind != AWAY and each.count
    ]


def _goes(each: Open, person: User, *, to: User, reader: User, today: date) -> tuple[int, str]:
    said = {"name": to.name}
    if each.kind == RULES and not to.is_manager:
        return 0, _("They stay: %(name)s is no reference manager, and only one can have them.") % said
    if each.kind == FILTERS and not can_share(to):
        return 0, _("They stay as they are: %(name)s may not share filters. Every reference manager may change them.") % said
    if each.kind == REQUESTS and not to.is_manager:
        asked = known_to(left_behind.open_requests(person), reader).filter(Q(requester=person)).count()
        note = _("The others stay: they are only led by the leaver, and a reference manager must take them.")
        return asked, note if asked < each.count else ""
    if each.kind == EXCEPTIONS:
        others = left_behind.open_reviews(person).exclude(reference_request__requester=to)
        count = others.filter(Q(reference_request__circle=None) | Q(reference_request__circle__in=circle_ids(reader))).count()
        note = _("The others stay: %(name)s asked for them, and nobody decides on an exception of their own.") % said
        return count, note if count < each.count else ""
    if each.kind == ABSENCES:
        count = sum(_can_stand_in(row, to) for row in stands_in(person, today))
        return count, _("For the others nobody stands in then: %(name)s is away as well.") % said if count < each.count else ""
    return each.count, ""


def _can_stand_in(absence: Absence, to: User) -> bool:
    absence.deputy = to  # only to ask; nothing is saved
    return absence.user_id != to.pk and any(stretch.deputy for stretch in who_stands_in(absence))
