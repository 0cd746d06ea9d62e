"""Every test here has a data folder of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def storage(tmp_path: Path, settings: Any) -> Path:
    """Where files lie in this test."""
    settings.GOODWORD_DATA = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"
