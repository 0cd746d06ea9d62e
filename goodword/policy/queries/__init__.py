"""Reading for policy: what is in force, the facts of a page of accounts, and the same rules and fit in SQL.

`in_force` first; then `facts_for` and `judge_accounts` for the rows shown, `judge_pool`, `rank_pool` and
`count_blocked` for all of them, `best_members` for the best that are free. What SQL says and what the rules say is the same:
a property test proves it.
"""

from goodword.policy.queries.best import best_members, blocked_members, count_free, free_members
from goodword.policy.queries.beyond import Beyond, beyond, count_beyond
from goodword.policy.queries.considered import MONTHS_LOOKED_AT, FourFacts, Talk, four_facts
from goodword.policy.queries.drafts import Effect, called, effects, named
from goodword.policy.queries.force import InForce, in_force, version_in_force
from goodword.policy.queries.gather import Gathered, facts_for, facts_of, gather, judge_accounts, request_facts
from goodword.policy.queries.inquiry import Inquiry, Prospect, prospect_of
from goodword.policy.queries.near import distances, in_area, nearness_to, within
from goodword.policy.queries.pool import FREE, blocked_pool, count_blocked, free_pool, judge_pool
from goodword.policy.queries.rank import rank_pool
from goodword.policy.queries.record import VersionPeriod, overrides_for, periods, version_before
from goodword.policy.queries.replayed import Counts, Figures, figures, looks_further_back
from goodword.policy.queries.replays import replays_from
from goodword.policy.queries.rests import rest_of, resting
from goodword.policy.queries.rows import BESIDE

__all__ = [
    "BESIDE",
    "FREE",
    "MONTHS_LOOKED_AT",
    "Beyond",
    "Counts",
    "Effect",
    "Figures",
    "FourFacts",
    "Gathered",
    "InForce",
    "Inquiry",
    "Prospect",
    "Talk",
    "VersionPeriod",
    "best_members",
    "beyond",
    "blocked_members",
    "blocked_pool",
    "called",
    "count_beyond",
    "count_blocked",
    "count_free",
    "distances",
    "effects",
    "facts_for",
    "facts_of",
    "figures",
    "four_facts",
    "free_members",
    "free_pool",
    "gather",
    "in_area",
    "in_force",
    "judge_accounts",
    "judge_pool",
    "looks_further_back",
    "named",
    "nearness_to",
    "overrides_for",
    "periods",
    "prospect_of",
    "rank_pool",
    "replays_from",
    "request_facts",
    "rest_of",
    "resting",
    "version_before",
    "version_in_force",
    "within",
]
