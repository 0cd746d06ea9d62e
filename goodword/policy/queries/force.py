"""The policy in force on a day, with the program's calendar beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import DateField

from goodword.kernel.clock import FiscalYear, program_day
from goodword.kernel.kept import Given, Kept
from goodword.people.queries import WhileSettled, program, program_zone
from goodword.policy.models import PolicyVersion
from goodword.policy.numbers import Numbers

MOST_KEPT: Final = 32
_NUMBERS: dict[tuple[int, datetime], Numbers] = {}
_BEGUN = Kept(
    lambda: PolicyVersion.objects.filter(effective_from__lte=Given("day", DateField())).order_by("-effective_from", "-number")[:1]
)
_ALL = WhileSettled(lambda: tuple(PolicyVersion.objects.order_by("-effective_from", "-number")))


@dataclass(frozen=True, slots=True)
class InForce:
    """Everything that a judgement made at one moment is made with."""

    at: datetime
    today: date
    version: PolicyVersion
    numbers: Numbers
    fiscal: FiscalYear
    zone: ZoneInfo
    counts_per_parent: bool


def version_in_force(day: date) -> PolicyVersion:
    """Return the version in force on a day, the latest published when two begin together; before the first, the first."""
    found = _BEGUN.first(day=day)
    return found if found is not None else PolicyVersion.objects.order_by("effective_from", "number")[0]


def _kept_in_force(day: date) -> PolicyVersion | None:
    """The same out of what is kept for pages that change nothing."""
    kept = _ALL.kept()
    return next((each for each in kept if each.effective_from <= day), kept[-1]) if kept else None


def _numbers_of(version: PolicyVersion) -> Numbers:
    """A version's numbers, put together once per process: it never changes, and no two are published at the same moment."""
    key = version.pk, version.published_at
    found = _NUMBERS.get(key)
    if found is None:
        if len(_NUMBERS) >= MOST_KEPT:
            _NUMBERS.clear()  # another thread may just have looked here: what is returned is never read out of it again
        found = _NUMBERS[key] = Numbers.from_json(version.numbers)
    return found


def in_force(at: datetime) -> InForce:
    """Return what holds at a moment: two statements, and none on a page that changes nothing.

    The day of deciding chooses the version, as it chooses the limits that the database keeps; the day of asking
    chooses the period.
    """
    house = program()
    zone = program_zone(house)
    today = program_day(at, zone)
    version = _kept_in_force(today) or version_in_force(today)
    return InForce(
        at=at,
        today=today,
        version=version,
        numbers=_numbers_of(version),
        fiscal=FiscalYear(house.fiscal_first_month),
        zone=zone,
        counts_per_parent=house.ledger_holder == "parent",
    )
