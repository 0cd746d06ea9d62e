"""A few real cities, with their real names and places, so that a test need not wait for seventy thousand."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from goodword.customers.actions.cities import load_cities, shipped_cities
from goodword.kernel.clock import now

NAMES: Final = frozenset(
    "Oslo|Drammen|Bergen|Paris|Versailles|Lisbon|Setúbal|Évora|Porto|Sintra|Köln|Bonn|Düsseldorf|Munich|Frankfurt am Main|"
    "Frankfurt (Oder)|Berlin|Springfield|St. Louis|Saint-Louis|Washington|Reisterstown|Macomb|New York City|Kansas City|Cambridge|Halle|"
    "Halle (Saale)|London|Eindhoven|Maastricht|Leuven|Tokyo|Zürich|Geneva|Walldorf|Portland|Amsterdam|Brussels".split("|")
)


@lru_cache(maxsize=1)
def _rows() -> tuple[Mapping[str, Any], ...]:
    return tuple(row for row in shipped_cities() if row["name"] in NAMES)


def know_some_cities() -> None:
    """Fill the tables of cities with a few."""
    load_cities(_rows(), at=now())
