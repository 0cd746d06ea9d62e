"""`goodword cities`: fill the tables of city centres from the package that comes with Goodword."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from goodword.customers.actions import cities
from goodword.kernel import clock


def main(arguments: Sequence[str]) -> int:
    """Read the cities anew when this release brings others, or when asked to."""
    parser = argparse.ArgumentParser(prog="goodword cities", description="Read where cities are, from a package that comes with Goodword.")
    parser.add_argument("--again", action="store_true", help="even if they were read from this release before")
    if parser.parse_args(arguments).again or not cities.cities_are_known():
        cities.load_cities(cities.shipped_cities(), at=clock.now())
    return 0
