"""The standing of a member: who may move where. Read this first."""

from goodword.customers.kinds import Standing
from goodword.kernel.transitions import table

_ALL = tuple(Standing)
STANDING_MOVES = table(
    ("activate", [s for s in _ALL if s is not Standing.ACTIVE], Standing.ACTIVE),
    ("caution", (Standing.ACTIVE, Standing.RECRUITED, Standing.PAUSED), Standing.CAUTION),
    ("pause", (Standing.ACTIVE, Standing.CAUTION, Standing.RECRUITED, Standing.PAUSED), Standing.PAUSED),
    ("retire", [s for s in _ALL if s not in (Standing.RETIRED, Standing.DECLINED)], Standing.RETIRED),
    ("decline", (Standing.RECRUITED, Standing.ACTIVE, Standing.CAUTION, Standing.PAUSED), Standing.DECLINED),
)
