"""What can go wrong by a race or by abuse. A refusal that a person can read is a value: `kernel.refusal.Refused`."""

import errno
from typing import Final


class GoodwordError(Exception):
    """Base of every error the domain raises."""


class WrongState(GoodwordError):
    """The row is no longer in a state from which this verb is legal: somebody was faster."""

    def __init__(self, verb: str, state: str) -> None:
        """Remember which verb met which state."""
        super().__init__(f"cannot {verb} from {state}")
        self.verb = verb
        self.state = state


class NotAllowed(GoodwordError):
    """This actor may not do this to this row."""


class NotFound(GoodwordError):
    """There is no such row, or this actor may not know of it."""


class Conflict(GoodwordError):
    """Two changes met; nothing was changed by the second."""


# As the system and as PostgreSQL say that a disk, a quota, or a file is full.
_FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_DISK_FULL: Final = "53100"


def is_no_room(problem: BaseException | None) -> bool:
    """Tell that something could not be written because there is no room left, here or in the database."""
    if isinstance(problem, OSError):
        return problem.errno in _FULL
    return problem is not None and _DISK_FULL in (getattr(problem, "sqlstate", None), getattr(problem.__cause__, "sqlstate", None))
