"""What the tests of imports share: lists written on the spot, and the command that brings them in."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from goodword.imports.cli import main

Bring = Callable[..., dict[str, Any]]


@pytest.fixture
def bring(tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str]) -> Bring:
    """Bring in a list by the command: what it printed as JSON, and its exit status."""
    settings.GOODWORD_DATA = tmp_path

    def brought(kind: str, text: str | Path, *arguments: str) -> dict[str, Any]:
        path = text if isinstance(text, Path) else tmp_path / "list.csv"
        if isinstance(text, str):
            path.write_text(text, encoding="utf-8", newline="")
        capsys.readouterr()
        status = main([kind, str(path), "--json", *arguments])
        printed = capsys.readouterr()
        return {**json.loads(printed.out), "status": status, "stderr": printed.err}

    return brought


def counts(result: dict[str, Any]) -> tuple[int, ...]:
    """Exit status and what became of the rows."""
    return tuple(result[name] for name in ("status", "rows", "created", "updated", "unchanged", "rejected"))


def report(result: dict[str, Any]) -> list[dict[str, str]]:
    """The lines of the report."""
    with Path(result["report"]).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
