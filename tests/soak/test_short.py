"""A little of every fault, on the whole product with its own PostgreSQL, web server, worker and mail server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from tests.architecture.source import ROOT

pytestmark = pytest.mark.slow
OURS = ("GOODWORD_", "DATABASE_URL", "DJANGO_", "DEMO", "PORT")


@pytest.mark.parametrize("name", ["short", "short2"])
def test_what_was_acknowledged_is_there_and_every_notice_arrives_once(name: str) -> None:
    environ = {key: value for key, value in os.environ.items() if not key.startswith(OURS)}
    command = [sys.executable, "-m", "soak", name, "--json"]
    ran = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False, timeout=400)
    assert ran.stdout, ran.stderr[-3000:]
    report: dict[str, Any] = json.loads(ran.stdout)
    assert report["wrong"] == []
    assert report["figures"]["acknowledged"] > 0
    assert report["figures"]["customers asked"] > 0
    assert ran.returncode == 0
