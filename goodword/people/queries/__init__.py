"""Reading people: who is who, who stands in, who runs what, who is in the know, which days are holidays."""

from goodword.people.queries.circles import circle_ids
from goodword.people.queries.demo import Entry, demo_entries
from goodword.people.queries.directory import (
    Device,
    Line,
    active_people,
    assignments,
    device_words,
    devices,
    lines,
    named,
    open_invitation_of,
    role_words,
    search,
)
from goodword.people.queries.facts import (
    forget_program,
    program,
    program_kept,
    program_zone,
    region_of_country,
    regions,
    teams,
    today,
)
from goodword.people.queries.history import program_timeline, timeline
from goodword.people.queries.presence import absence_of, absences_from, deputy_of, stands_in_for
from goodword.people.queries.routing import (
    WAYS_TO_ROUTE,
    HasRegion,
    Routed,
    holders,
    manager_for,
    other_active_administrators,
    routed_regions,
    rules,
)
from goodword.people.queries.work import waiting_for
from goodword.people.queries.workdays import holiday_countries, is_holiday, is_holiday_in, weekend_in, working_days_after

__all__ = [
    "WAYS_TO_ROUTE",
    "Device",
    "Entry",
    "HasRegion",
    "Line",
    "Routed",
    "absence_of",
    "absences_from",
    "active_people",
    "assignments",
    "circle_ids",
    "demo_entries",
    "deputy_of",
    "device_words",
    "devices",
    "forget_program",
    "holders",
    "holiday_countries",
    "is_holiday",
    "is_holiday_in",
    "lines",
    "manager_for",
    "named",
    "open_invitation_of",
    "other_active_administrators",
    "program",
    "program_kept",
    "program_timeline",
    "program_zone",
    "region_of_country",
    "regions",
    "role_words",
    "routed_regions",
    "rules",
    "search",
    "stands_in_for",
    "teams",
    "timeline",
    "today",
    "waiting_for",
    "weekend_in",
    "working_days_after",
]
