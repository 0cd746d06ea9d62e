"""Every library that is asked for stands in the locks, so that a clean checkout gets it."""

import re

import pytest

from tests.architecture.source import ROOT


def _asked(name: str) -> set[str]:
    lines = [line.split("#")[0].strip() for line in (ROOT / name).read_text().splitlines()]
    found = {re.sub(r"[-_.]+", "-", re.split(r"[=<>\[; ]", line)[0]).lower() for line in lines if line and not line.startswith("-")}
    below = [line.split()[1] for line in lines if line.startswith("-r ")]
    return found.union(*map(_asked, below))


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_what_is_asked_for_is_locked(name: str) -> None:
    locked = set(re.findall(r"^([a-z0-9-]+)(?:\[[^]]*\])?==", (ROOT / f"{name}.txt").read_text(), re.MULTILINE))
    assert _asked(f"{name}.in") - locked == set()
