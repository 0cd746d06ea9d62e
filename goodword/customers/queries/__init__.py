"""Reading customers."""

from goodword.customers.kinds.sentences import Sentence as Sentence
from goodword.customers.queries.campaigns import (
    account_called,
    campaign_called,
    campaigns_by_name,
    contact_called,
    how_many_spoke,
    speakers_of,
    talks_of,
)
from goodword.customers.queries.history import Change, changed_fields_of, changes_in_words
from goodword.customers.queries.lists import list_timeline, uses, uses_words
from goodword.customers.queries.rows import (
    Labels,
    account_named,
    all_values,
    ancestors,
    comfort_words,
    label_of,
    labels,
    labels_of,
    list_items,
    listed,
    open_opportunities,
    own_limits,
)
from goodword.customers.queries.search import Asked, accounts_matching, best_match, by_name, deals_by_name, facet_items, nearest_first, read
from goodword.customers.queries.tally import Counts, counts
from goodword.customers.queries.timeline import timeline_items

__all__ = [
    "Asked",
    "Change",
    "Counts",
    "Labels",
    "account_called",
    "account_named",
    "accounts_matching",
    "all_values",
    "ancestors",
    "best_match",
    "by_name",
    "campaign_called",
    "campaigns_by_name",
    "changed_fields_of",
    "changes_in_words",
    "comfort_words",
    "contact_called",
    "counts",
    "deals_by_name",
    "facet_items",
    "how_many_spoke",
    "label_of",
    "labels",
    "labels_of",
    "list_items",
    "list_timeline",
    "listed",
    "nearest_first",
    "open_opportunities",
    "own_limits",
    "read",
    "speakers_of",
    "talks_of",
    "timeline_items",
    "uses",
    "uses_words",
]
