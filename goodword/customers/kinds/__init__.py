"""Fixed vocabularies of the customers slice."""

from goodword.customers.kinds.activities import ACTIVITY_FAMILY, ActivityType, Family
from goodword.customers.kinds.health import Bands
from goodword.customers.kinds.standing import Standing, StandingRule
from goodword.customers.kinds.vocabulary import Health, ListKind, Sentiment

__all__ = ["ACTIVITY_FAMILY", "ActivityType", "Bands", "Family", "Health", "ListKind", "Sentiment", "Standing", "StandingRule"]
