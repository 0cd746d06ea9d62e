"""Reading what comes in."""

from goodword.recruiting.queries.matching import Matched, match_of
from goodword.recruiting.queries.responsible import registrations_of, responsible_for

__all__ = ["Matched", "match_of", "registrations_of", "responsible_for"]
