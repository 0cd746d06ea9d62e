"""The policy in force on a day, with the program's calendar beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from goodword.kernel.clock import FiscalYear, program_day
from goodword.people.queries import program, program_zone
from goodword.policy.models import PolicyVersion
from goodword.policy.numbers import Numbers


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
    versions = PolicyVersion.objects.order_by("-effective_from", "-number")
    return versions.filter(effective_from__lte=day).first() or versions.reverse()[0]


def in_force(at: datetime) -> InForce:
    """Return what holds at a moment: two statements.

    The day of deciding chooses the version, as it chooses the limits that the database keeps; the day of asking
    chooses the period.
    """
    house = program()
    zone = program_zone(house)
    today = program_day(at, zone)
    version = version_in_force(today)
    return InForce(
        at=at,
        today=today,
        version=version,
        numbers=Numbers.from_json(version.numbers),
        fiscal=FiscalYear(house.fiscal_first_month),
        zone=zone,
        counts_per_parent=house.ledger_holder == "parent",
    )
