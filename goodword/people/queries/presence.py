"""Who is away, and who stands in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Final

from django.db.models import DateField, QuerySet
from django.utils.translation import gettext as _

from goodword.kernel.clock import program_day
from goodword.kernel.kept import Given, Kept
from goodword.people.models import Absence, User
from goodword.people.queries.facts import program, zone_called
from goodword.ui.dates import day_words

HOPS: Final = 5
_DAY: Final = Given("day", DateField())
_ABSENCE: Final = Kept(
    lambda: (
        Absence.objects.filter(user=Given("person"), from_on__lte=_DAY, to_on__gt=_DAY).select_related("deputy__region").order_by("from_on")
    )
)


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody is away until a day (on which they are back), and who stands in on the day that was asked about."""

    user: User
    back_on: date
    deputy: User | None


def own_day(user: User, at: datetime) -> date:
    """The day of a moment where somebody is: in their own time zone, else their region's, else the program's."""
    return program_day(at, zone_called(user.time_zone, user.region.time_zone if user.region else "", program().time_zone))


def absence_of(user: User, on_day: date) -> Absence | None:
    """The absence that covers a day, if any."""
    return _ABSENCE.first(person=user.pk, day=on_day)


def deputy_of(user: User, on_day: date) -> User | None:
    """Who stands in on a day: an active deputy who is there, at most five hops away; None when nobody is needed or named."""
    rows: dict[int, Absence] = {}
    current: User | None = user
    while current is not None and current.pk not in rows and (absence := absence_of(current, on_day)):
        rows[current.pk] = absence
        current = absence.deputy
    return _end_of_chain(user.pk, rows) if rows else None


def _end_of_chain(user_id: int, away: Mapping[int, Absence]) -> User | None:
    """The first in a chain of deputies who is there; nobody when it leads to a leaver, back to its beginning, or on and on."""
    seen, absence = {user_id}, away[user_id]
    for _hop in range(HOPS):
        deputy = absence.deputy
        if deputy is None or not deputy.is_active or deputy.pk in seen:
            return None
        if deputy.pk not in away:
            return deputy
        seen.add(deputy.pk)
        absence = away[deputy.pk]
    return None


def who_is_away(reader: User, on_day: date) -> Mapping[int, Away]:
    """Everybody who is away on a day by id, for the pages of one reader: read once per reader and day, in one statement."""
    kept: dict[date, dict[int, Away]] = reader.__dict__.setdefault("_who_is_away", {})
    if on_day not in kept:
        absences = Absence.objects.filter(from_on__lte=on_day, to_on__gt=on_day).select_related("user", "deputy").order_by("user__name")
        rows = {row.user_id: row for row in absences}
        kept[on_day] = {pk: Away(row.user, row.to_on, _end_of_chain(pk, rows)) for pk, row in rows.items()}
    return kept[on_day]


def away_words(away: Away | None, *, today: date) -> str:
    """How somebody's absence is said beside their name: "Away until Thu 3 Dec, Priya Nair answers."."""
    if away is None:
        return ""
    said = {"day": day_words(away.back_on - timedelta(days=1), today=today), "deputy": away.deputy.name if away.deputy else ""}
    return (_("Away until %(day)s, %(deputy)s answers.") if away.deputy else _("Away until %(day)s, and nobody stands in.")) % said


def stands_in_for(user: User, on_day: date) -> list[User]:
    """The colleagues who are away on a day and in whose place this person is, by name; also through a deputy who is away too."""
    found = [away for away in who_is_away(user, on_day).values() if away.user.is_active]
    return [away.user for away in found if away.deputy is not None and away.deputy.pk == user.pk]


def absences() -> QuerySet[Absence]:
    """Every absence, with whose it is and who stands in."""
    return Absence.objects.select_related("user__team", "deputy")


def absences_from(user: User, on_day: date) -> QuerySet[Absence]:
    """Absences that run or lie ahead, soonest first."""
    return Absence.objects.filter(user=user, to_on__gt=on_day).select_related("user", "deputy").order_by("from_on")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some days in a row, and who stands in on them."""

    from_on: date
    last_on: date
    deputy: User | None


def who_stands_in(absence: Absence) -> list[Stretch]:
    """Who really stands in, day by day: where the deputy is away too, theirs does, or nobody. The absence need not be stored yet."""
    others = (
        Absence.objects.filter(from_on__lt=absence.to_on, to_on__gt=absence.from_on).exclude(user=absence.user).select_related("deputy")
    )
    rows = [absence, *others]
    days = [absence.from_on + timedelta(days=offset) for offset in range((absence.to_on - absence.from_on).days)]
    found = [(day, _end_of_chain(absence.user_id, {row.user_id: row for row in rows if row.from_on <= day < row.to_on})) for day in days]
    stretches = []
    for deputy, group in groupby(found, key=lambda each: each[1]):
        run = [day for day, _who in group]
        stretches.append(Stretch(run[0], run[-1], deputy))
    return stretches


@dataclass(frozen=True, slots=True)
class AbsenceLine:
    """One absence as its page tells it; `care`: on some days nobody stands in though somebody was named."""

    absence: Absence
    words: str
    care: bool


def absence_lines(absences: Iterable[Absence], *, today: date) -> list[AbsenceLine]:
    """Absences with who stands in, in words."""
    return [AbsenceLine(row, *_stand_in_words(row, today=today)) for row in absences]


def _stand_in_words(row: Absence, *, today: date) -> tuple[str, bool]:
    deputy = row.deputy
    if deputy is None:
        return _("Nobody stands in. What must be answered goes to the reference manager when it is late."), False
    if not deputy.is_active:
        return _("%(name)s has left, so nobody stands in. Choose somebody else.") % {"name": deputy.name}, True
    parts = [_("%(name)s stands in.") % {"name": deputy.name}]
    care = False
    for stretch in who_stands_in(row):
        if stretch.deputy == deputy:
            continue
        said = {
            "name": deputy.name,
            "from": day_words(stretch.from_on, today=today),
            "to": day_words(stretch.last_on, today=today),
            "other": stretch.deputy.name if stretch.deputy else "",
        }
        care = care or stretch.deputy is None
        if stretch.from_on == stretch.last_on:
            answers = _("On %(from)s they are away too: %(other)s answers.")
            nobody = _("On %(from)s they are away too, and nobody answers.")
        else:
            answers = _("From %(from)s to %(to)s they are away too: %(other)s answers.")
            nobody = _("From %(from)s to %(to)s they are away too, and nobody answers.")
        parts.append((answers if stretch.deputy else nobody) % said)
    return " ".join(parts), care
