"""Fixed vocabularies of the customers slice."""

from goodword.customers.kinds.activities import ACTIVITY_FAMILY, ActivityType, Family
from goodword.customers.kinds.standing import Standing
from goodword.customers.kinds.vocabulary import Health, ListKind

__all__ = ["ACTIVITY_FAMILY", "ActivityType", "Family", "Health", "ListKind", "Standing"]
