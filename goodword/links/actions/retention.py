"""Letting go of links that ended long ago."""

from datetime import datetime

from goodword.links import queries


def sweep_links(*, before: datetime, at: datetime) -> int:
    """Delete links whose last day was before a moment; returns how many."""
    del at
    gone, _kinds = queries.ended(before=before).delete()
    return gone
