"""Column names without what varies between exports."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """A column name in lower case without padding, punctuation and Salesforce's `__c`: `Billing_Country__c` = `billingCountry`."""
    if not name.isascii():
        name = unicodedata.normalize("NFKC", name)
    name = re.sub(r"__p?c$", "", name.strip().lstrip("\ufeff"), flags=re.IGNORECASE)
    return re.sub(r"[\W_]+", "", name.casefold())
