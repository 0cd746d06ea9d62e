"""By when a step is due, by the working days of a calendar."""

from collections.abc import Callable
from datetime import date, timedelta

from goodword.kernel.clock import LONGEST_BREAK, add_working_days, is_working_day
from goodword.playbooks.kinds.definition import Since, Step


def due_on(step: Step, *, started: date, opened: date | None, event: date | None, is_holiday: Callable[[date], bool]) -> date | None:
    """The day by which a step is due; none when it has none, or it is not known from when it counts."""
    if step.days is None:
        return None
    first = {Since.START.value: started, Since.PREVIOUS.value: opened, Since.EVENT.value: event}[step.since]
    if first is None:
        return None
    if step.days >= 0:
        return add_working_days(first, step.days, is_holiday)
    return working_days_before(first, -step.days, is_holiday)


def working_days_before(day: date, count: int, is_holiday: Callable[[date], bool]) -> date:
    """The day that lies so many working days before another."""
    reached, left, idle = day, count, 0
    while left and idle <= LONGEST_BREAK:
        reached -= timedelta(days=1)
        if is_working_day(reached, is_holiday):
            left, idle = left - 1, 0
        else:
            idle += 1
    return reached
