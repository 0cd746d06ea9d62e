"""Making, finding and revoking links."""

from goodword.links.actions.issue import find, hash_token, issue, mark_opened, revoke

__all__ = ["find", "hash_token", "issue", "mark_opened", "revoke"]
