"""Reading customers."""

from goodword.customers.queries.rows import (
    Labels,
    account_named,
    ancestors,
    label_of,
    labels,
    list_items,
    open_opportunities,
    own_limits,
    reachable_contacts,
)
from goodword.customers.queries.timeline import Sentence, timeline_items

__all__ = [
    "Labels",
    "Sentence",
    "account_named",
    "ancestors",
    "label_of",
    "labels",
    "list_items",
    "open_opportunities",
    "own_limits",
    "reachable_contacts",
    "timeline_items",
]
