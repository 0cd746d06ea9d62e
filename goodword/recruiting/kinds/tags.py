"""What a link to the public page says of where it stood: `?from=newsletter-2026-11`. It is kept, shown and counted."""

import re
from typing import Final

_TAG: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")


def tag_in(text: str) -> str:
    """The tag, if it is one: small letters, digits, dots and dashes, at most forty. Nothing else is kept."""
    plain = text.strip().lower()
    return plain if _TAG.fullmatch(plain) else ""
