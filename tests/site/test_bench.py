"""The benchmarks, as somebody runs them in a fresh clone: one object, every figure counted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.source import ROOT
from tests.site.test_embedded import data

__all__ = ["data"]


# What is best when it is nothing.
MAY_BE_NONE = {"violations", "cls"}


def measured(name: str, size: int, folder: Path) -> dict[str, Any]:
    """What `goodword bench NAME --json` prints, from a data folder of its own."""
    command = [sys.executable, "-m", "goodword", "bench", name, "--size", str(size), "--json"]
    environ = {**os.environ, "GOODWORD_DATA": str(folder), "GOODWORD_CITIES": "0"}
    ran = subprocess.run(command, env=environ, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    printed: dict[str, Any] = json.loads(ran.stdout)
    return printed


# As small as each can be and still shows every figure. The second few start a Goodword of their own.
RUNS = [
    [
        *((name, 40) for name in ("list", "match", "event", "text", "join", "replay", "leads", "erasure", "nights", "import")),
        ("page", 2),
        ("transcript", 3),
        ("book", 40),
        ("board", 40),
    ],
    [("size", 2), ("browser", 1)],
]


@pytest.mark.slow
@pytest.mark.parametrize("runs", RUNS, ids=["on rows", "on houses"])
def test_each_prints_one_object_from_the_first_run_on(runs: list[tuple[str, int]], data: Path) -> None:
    """Also when everything has to be made first, and its words go elsewhere."""
    for name, size in runs:
        result = measured(name, size, data)
        assert list(result) == ["name", "size", "figures", "floor", "ratio", "goal", "met"]
        assert (result["name"], result["size"]) == (name, size)
        assert result["goal"].keys() == result["met"].keys()
        counts = {key: value for key, value in result["figures"].items() if key not in MAY_BE_NONE}
        assert [key for key, value in (counts | result["floor"] | result["ratio"]).items() if value <= 0] == []
        assert result["figures"].get("violations", 0) == 0
