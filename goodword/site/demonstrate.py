"""`goodword demo`: load or clear the invented world."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Sequence
from types import ModuleType

from goodword.kernel import clock


def main(arguments: Sequence[str]) -> int:
    """Load the demo world, with dates relative to today, or remove it again."""
    parser = argparse.ArgumentParser(prog="goodword demo", description="Load an invented company and its program.")
    parser.add_argument("--clear", action="store_true", help="remove the demo world; refused when people have made things in it")
    parser.add_argument("--everything", action="store_true", help="with --clear: remove what people made as well")
    chosen = parser.parse_args(arguments)
    demo = importlib.import_module("goodword.demo")
    if chosen.clear:
        return _clear(demo, everything=chosen.everything)
    if not demo.is_empty():
        print("This database is in use already, so the demo world was not loaded. Nothing was changed.")
        return 1
    demo.load(clock.now())
    print("The demo world is loaded. On the sign-in page, choose whom to be.")
    return 0


def _clear(demo: ModuleType, *, everything: bool) -> int:
    if not everything and (made := demo.made_since_loading()):
        counted = ", ".join(f"{noun} {count:,}" for noun, count in made.items())
        print(f"People have made things in the demo world ({counted}). Nothing was removed.")
        print("To empty the whole database, with these and every administrator: goodword demo --clear --everything")
        return 1
    if not demo.clear():
        print("This database does not hold the demo world, so nothing was removed.")
        return 1
    print("The demo world is gone. The database is as on the first day.")
    print("So that the next start does not load it again: DEMO=0 make run, or goodword createadmin before it.")
    return 0
