"""Making, finding and revoking links."""

from goodword.links.actions.issue import find, hash_token, issue, mark_opened, revoke
from goodword.links.models import Link, Purpose

__all__ = ["Link", "Purpose", "find", "hash_token", "issue", "mark_opened", "revoke"]
