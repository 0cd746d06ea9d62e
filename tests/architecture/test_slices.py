"""Everything that is found from the list of slices is found for each of them."""

from __future__ import annotations

import importlib
import re
import tomllib

import pytest
from django.conf import settings

from tests.architecture.source import PACKAGE, ROOT

NOT_SLICES = {"site", "migrations", "demo", "locale"}
OWN_CONTRACT = {"kernel", "ui", "policy", "notifications", "imports", "integrations", "files"}
NOBODYS = {"utils", "helpers", "common", "manager", "managers", "misc", "base", "lib"}
SLICES: list[str] = settings.SLICES


def test_every_folder_is_on_the_list() -> None:
    """A folder that is not on the list would lose its templates, jobs and addresses without a word."""
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")} - NOT_SLICES
    assert folders == set(SLICES)


def test_every_slice_stands_in_the_contracts() -> None:
    """Inside a slice there is one direction; a new slice comes under that rule at once."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    covered = {name.removeprefix("goodword.") for each in contracts if each["type"] == "layers" for name in each["containers"]}
    assert set(SLICES) - OWN_CONTRACT <= covered


@pytest.mark.parametrize("name", [path.parent.name for path in PACKAGE.glob("*/urls.py") if path.parent.name not in NOT_SLICES])
def test_addresses_are_named_after_the_slice(name: str) -> None:
    """`requests:detail` is the detail page of requests, in every template."""
    assert importlib.import_module(f"goodword.{name}.urls").app_name == name


def test_jobs_of_every_slice_are_imported_by_the_worker() -> None:
    """A job in a module the worker does not import is never run."""
    with_jobs = {f"goodword.{path.parent.name}.tasks" for path in PACKAGE.glob("*/tasks.py")}
    assert with_jobs <= set(settings.PROCRASTINATE_IMPORT_PATHS)


def test_no_module_is_called_after_nothing() -> None:
    """A module is named after its noun or verb; utils, helpers and the like are nobody's."""
    found = [path.relative_to(ROOT).as_posix() for path in PACKAGE.rglob("*.py") if path.stem in NOBODYS or path.parent.name in NOBODYS]
    assert not found


def test_the_good_examples_of_the_style_page_are_our_code() -> None:
    """A page that quotes what is not there any more teaches a house that nobody lives in."""
    blocks = re.findall(r"```python\n# good(.*?)\n(.*?)\n\n# bad", (ROOT / "STYLE.md").read_text(), re.DOTALL)
    missing = [
        line
        for path, quoted in blocks
        for line in quoted.splitlines()
        if not path.startswith(": ") or line.strip() not in (ROOT / path.removeprefix(": ")).read_text()
    ]
    assert (len(blocks) > 5, missing) == (True, [])
