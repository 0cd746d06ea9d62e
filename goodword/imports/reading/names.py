"""Column names without what varies between exports."""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """A column name in lower case without padding, punctuation and camel case: `Billing_Country` = `billingCountry`."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.strip().lstrip("\ufeff"))
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()
