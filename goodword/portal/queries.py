"""What the pages show: times to offer, what was agreed, who everybody is. Reads only; moments are passed in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from goodword.customers.queries import own_limits
from goodword.kernel.actor import HasPk
from goodword.kernel.clock import is_working_day
from goodword.people.queries import is_holiday, is_holiday_in, program, zone_of

DAYS_AHEAD: Final = 14
MOST_SLOTS: Final = 6
HOURS: Final = (time(10), time(14), time(15, 30), time(9), time(11, 30), time(13), time(16, 30), time(8), time(17, 30))
FIRST_HOUR: Final = time(8)
LAST_HOUR: Final = time(19)
