"""`goodword demo`: load or clear the invented world."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Sequence

from goodword.kernel import clock


def main(arguments: Sequence[str]) -> int:
    """Load the demo world, with dates relative to today, or remove it again."""
    parser = argparse.ArgumentParser(prog="goodword demo", description="Load an invented company and its program.")
    parser.add_argument("--clear", action="store_true", help="remove the demo world and everything else in its database")
    chosen = parser.parse_args(arguments)
    demo = importlib.import_module("goodword.demo")
    if chosen.clear:
        if not demo.clear():
            print("This database does not hold the demo world, so nothing was removed.")
            return 1
        print("The demo world is gone. The database is as on the first day.")
        return 0
    if not demo.is_empty():
        print("There are customers in this database already, so the demo world was not loaded. Nothing was changed.")
        return 1
    demo.load(clock.now())
    print("The demo world is loaded. On the sign-in page, choose whom to be.")
    return 0
