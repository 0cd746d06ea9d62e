"""The rules of the house hold in all of our code, and each rule bites."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

import pytest

from tests.architecture import source
from tests.architecture.source import ROOT, Module, modules, parsed

LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
ALLOWED = ROOT / "tests" / "architecture" / "too_long.txt"

BROKEN = [
    (source.state_written, "goodword/requests/actions/hold.py", "candidate.state = 'held'"),
    (source.state_written, "goodword/requests/tasks.py", "rows.filter(pk=1).update(state='held')"),
    (source.state_written, "goodword/requests/tasks.py", "setattr(row, 'state', 'held')"),
    (source.state_written, "goodword/requests/tasks.py", "rows.update(**{'state': 'held'})"),
    (source.state_written, "goodword/customers/actions/members.py", "member.standing = 'active'"),
    (source.objects_in_pages, "goodword/desk/views/home.py", "rows = Account.objects.all()"),
    (source.objects_in_pages, "goodword/people/templatetags/people.py", "rows = User.objects.all()"),
    (source.clock_below_the_edge, "goodword/requests/actions/hold.py", "at = clock.now()"),
    (source.clock_below_the_edge, "goodword/customers/queries.py", "day = datetime.date.today()"),
    (source.clock_below_the_edge, "goodword/ledger/models.py", "at = DateTimeField(default=timezone.now)"),
    (source.clock_below_the_edge, "goodword/requests/queries/work.py", "from goodword.kernel.clock import now"),
    (source.model_by_name, "goodword/journal/queries.py", "model = apps.get_model('goodword', 'User')"),
    (source.hidden_imports, "goodword/links/actions.py", "def open():\n    from goodword.requests import actions\n"),
    (source.hidden_imports, "goodword/links/actions.py", "def open():\n    def inner():\n        import goodword.requests\n"),
]


@pytest.mark.slow
@pytest.mark.parametrize("rule", source.RULES)
def test_rule_holds(rule: Callable[[Module], Iterator[str]]) -> None:
    """No module of ours offends."""
    offences = [offence for module in modules() for offence in rule(module)]
    assert not offences, "\n" + "\n".join(offences)


@pytest.mark.parametrize(("rule", "path", "text"), BROKEN)
def test_rule_bites(rule: Callable[[Module], Iterator[str]], path: str, text: str) -> None:
    """Broken on purpose, each rule says so."""
    assert list(rule(parsed(path, text)))


@pytest.mark.slow
def test_nothing_grows_too_long() -> None:
    """Modules and functions keep to their size; the list of those that do not may only shrink."""
    allowed = dict(line.rsplit(" ", 1) for line in ALLOWED.read_text().splitlines() if line and not line.startswith("#"))
    found = dict(_too_long())
    worse = [f"{name}: {size} lines" for name, size in found.items() if size > int(allowed.get(name, 0))]
    better = [f"{name}: now {found.get(name, 'short enough')}" for name, size in allowed.items() if found.get(name, 0) < int(size)]
    assert not worse, "too long; split by verb or noun:\n" + "\n".join(worse)
    assert not better, f"lower or remove these in {ALLOWED.name}:\n" + "\n".join(better)


def _too_long() -> Iterator[tuple[str, int]]:
    for module in modules():
        if module.lines > LONGEST_MODULE:
            yield module.path, module.lines
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = (node.end_lineno or node.lineno) - node.lineno + 1
                if size > LONGEST_FUNCTION:
                    yield f"{module.path}:{node.name}", size
    for path in (ROOT / "tests").rglob("*.py"):
        lines = len(path.read_text().splitlines())
        if lines > LONGEST_MODULE:
            yield path.relative_to(ROOT).as_posix(), lines


SILENCE = re.compile(r"# (?:noqa(?::[A-Z0-9, ]*[0-9])?|type: ?ignore(?:\[[^\]]*\])?)(?P<why>.*)")


def _without_a_reason(text: str) -> list[str]:
    found = (SILENCE.search(line) for line in text.splitlines())
    return [each.group() for each in found if each and len(each["why"].strip(" #-()")) < len("why")]


@pytest.mark.slow
def test_who_silences_a_checker_says_why() -> None:
    """A silence without a reason beside it is kept for ever, because nobody dares to take it away."""
    folders = (ROOT / "goodword", ROOT / "tests", ROOT / "bench", ROOT / "soak")
    files = [path for folder in folders for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts]
    silent = {path.relative_to(ROOT).as_posix(): _without_a_reason(path.read_text()) for path in files if path.name != "test_source.py"}
    assert {path: lines for path, lines in silent.items() if lines} == {}
    assert _without_a_reason("x = 1  # noqa: S105\ny = 2  # type: ignore[misc]") == ["# noqa: S105", "# type: ignore[misc]"]
    assert _without_a_reason("x = 1  # noqa: S105 - not a secret") == []
