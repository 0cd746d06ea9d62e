"""`goodword demo`: load or clear the invented world."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Sequence

from goodword.kernel import clock


def main(arguments: Sequence[str]) -> int:
    """Load the demo world, with dates relative to today, or remove it again."""
    parser = argparse.ArgumentParser(prog="goodword demo", description="Load an invented company and its program.")
    parser.add_argument("--clear", action="store_true", help="remove the demo world")
    chosen = parser.parse_args(arguments)
    demo = importlib.import_module("goodword.demo")
    if chosen.clear:
        demo.clear()
    else:
        demo.load(clock.now())
    return 0
