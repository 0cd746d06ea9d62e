"""Making, finding and revoking links."""

from goodword.links.actions.guesses import A_DAY, AN_HOUR, count_guess, count_try
from goodword.links.actions.issue import find, find_dead, hash_token, issue, issue_beside, mark_opened, revoke, revoke_token, start
from goodword.links.actions.retention import sweep_links
from goodword.links.models import Link, Purpose

__all__ = [
    "AN_HOUR",
    "A_DAY",
    "Link",
    "Purpose",
    "count_guess",
    "count_try",
    "find",
    "find_dead",
    "hash_token",
    "issue",
    "issue_beside",
    "mark_opened",
    "revoke",
    "revoke_token",
    "start",
    "sweep_links",
]
