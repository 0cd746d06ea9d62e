"""Each import contract is broken on purpose in a copy of the code, and each of them says so."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, ROOT

# Contract (the beginning of its name) -> the module that gets the line, and the line that breaks it.
BREAKS = {
    "One-way street": ("ledger/models.py", "import goodword.requests.models"),
    "Inside a slice": ("customers/models/accounts.py", "import goodword.customers.queries"),
    "Inside policy": ("policy/facts.py", "import goodword.policy.numbers"),
    "Inside notifications": ("notifications/models.py", "import goodword.notifications.queries"),
    "Inside imports": ("imports/states.py", "import goodword.imports.models"),
    "Inside stories": ("stories/workbook/layout.py", "import goodword.stories.models"),
    "Inside files": ("files/looking/office.py", "import goodword.files.models"),
    "Rules are pure": ("policy/rules/health.py", "import django.db"),
    "The kernel and the ui": ("kernel/text.py", "import procrastinate"),
    "Front door": ("portal/access.py", "import goodword.requests.models"),
    "Vendors at the edge": ("requests/models/requests.py", "import requests as http"),
    "No cycles": ("kernel/errors.py", "import goodword.kernel.transitions"),
}


def _lint(folder: Path) -> str:
    shutil.copy(ROOT / "pyproject.toml", folder)
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)
    return " ".join((done.stdout + done.stderr).split())  # long names are wrapped


@pytest.mark.slow
def test_every_contract_bites(tmp_path: Path) -> None:
    """One copy with every kind of break in it: each contract must be reported as broken."""
    shutil.copytree(PACKAGE, tmp_path / "goodword", ignore=lambda _, names: [n for n in names if "." in n and not n.endswith(".py")])
    for module, line in BREAKS.values():
        path = tmp_path / "goodword" / module
        with path.open("a") as stream:
            stream.write(f"\n{line}\n")
    report = _lint(tmp_path)
    contracts = [each["name"] for each in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]]
    kept = [name for name in contracts if f"{name} BROKEN" not in report]
    assert not kept, report
    assert all(any(name.startswith(each) for each in BREAKS) for name in contracts)


@pytest.mark.slow
def test_a_stray_module_breaks_a_contract(tmp_path: Path) -> None:
    """A helpers.py inside a slice has no place in the list of layers."""
    shutil.copytree(PACKAGE, tmp_path / "goodword", ignore=lambda _, names: [n for n in names if "." in n and not n.endswith(".py")])
    (tmp_path / "goodword" / "customers" / "helpers.py").write_text('"""Nobody\'s."""\n')
    assert "goodword.customers.helpers" in _lint(tmp_path)
