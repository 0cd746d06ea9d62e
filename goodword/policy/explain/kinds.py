"""What each kind of request is called here: requests, of which the policy knows nothing, say so when they are loaded."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise

KINDS: Final[dict[str, str | Promise]] = {}


def name_kind(code: str, label: str | Promise) -> None:
    """Call a kind of request by a name wherever its numbers are shown."""
    KINDS[code] = label
