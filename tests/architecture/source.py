"""What an import linter cannot see: each rule is a function from one parsed module to the offences in it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "goodword"

# Where a request, a job or a command begins: only there may the clock be read.
EDGE = {"views", "tasks", "cli", "site", "adapters", "middleware", "context", "reactions", "demo", "templatetags"}
# Where pages are made: rows come from queries and visible_to, never straight from a table.
PAGES = {"views", "forms", "tables", "search", "templatetags", "urls"}
# Columns that only the kernel moves; a member's standing is a state by another name.
STATES = {"state", "standing"}
CLOCKS = {("clock", "now"), ("datetime", "now"), ("datetime", "utcnow"), ("timezone", "now"), ("date", "today"), ("timezone", "localdate")}


@dataclass(frozen=True)
class Module:
    """One file of ours, parsed."""

    path: str
    tree: ast.Module
    lines: int

    @property
    def words(self) -> set[str]:
        """The parts of its path, without the ending."""
        return set(self.path.removesuffix(".py").split("/"))


def modules() -> Iterator[Module]:
    """Every module of the product, migrations aside."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if "/migrations/" not in name:
            yield parsed(name, path.read_text())


def parsed(path: str, text: str) -> Module:
    """Parse a text as if it were the file at a path."""
    return Module(path, ast.parse(text), text.count("\n"))


def _at(module: Module, node: ast.AST, what: str) -> str:
    return f"{module.path}:{getattr(node, 'lineno', 0)} {what}"


def state_written(module: Module) -> Iterator[str]:
    """Only the kernel writes `.state` and `.standing`: by assignment, setattr or update."""
    if "kernel" in module.words:
        return
    for node in ast.walk(module.tree):
        targets: list[ast.expr] = []
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AugAssign | ast.AnnAssign):
            targets = [node.target]
        elif isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            texts = _texts(node)
            unpacked = {text for each in node.keywords if each.arg is None for text in _texts(each.value)}
            if name in {"update", "aupdate"} and (STATES & unpacked or any(each.arg in STATES for each in node.keywords)):
                yield _at(module, node, "updates a state; use the kernel's transition")
            if name in {"setattr", "bulk_update"} and STATES & texts:
                yield _at(module, node, f"writes a state by {name}; use the kernel's transition")
        if any(isinstance(target, ast.Attribute) and target.attr in STATES for target in targets):
            yield _at(module, node, "assigns a state; use the kernel's transition")


def _texts(node: ast.AST) -> set[object]:
    return {each.value for each in ast.walk(node) if isinstance(each, ast.Constant)}


def objects_in_pages(module: Module) -> Iterator[str]:
    """Pages load rows through queries and `visible_to`, never through a manager."""
    if module.words & PAGES and not module.words & {"actions", "queries", "site"}:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}:
                yield _at(module, node, "reaches for a manager; ask a query of the slice")


def clock_below_the_edge(module: Module) -> Iterator[str]:
    """Below the edge the moment is passed in as `at`."""
    if module.words & EDGE or module.path == "goodword/kernel/clock.py":
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute):
            owner = node.value
            name = owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
            if (name, node.attr) in CLOCKS:
                yield _at(module, node, f"reads the clock by {name}.{node.attr}; take `at` as an argument")
        if isinstance(node, ast.ImportFrom) and any(((node.module or "").split(".")[-1], each.name) in CLOCKS for each in node.names):
            yield _at(module, node, "brings the clock below the edge; take `at` as an argument")


def model_by_name(module: Module) -> Iterator[str]:
    """A model is imported, not looked up by name; that would hide a dependency from the contracts."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr == "get_model":
            yield _at(module, node, "looks a model up by name; import it")


def hidden_imports(module: Module) -> Iterator[str]:
    """Our own code is imported at the top of a module, never inside a function."""
    for function in ast.walk(module.tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                names: list[str] = []
                if isinstance(node, ast.ImportFrom):
                    names = ["goodword" if node.level else node.module or ""]
                elif isinstance(node, ast.Import):
                    names = [each.name for each in node.names]
                if any(name.split(".")[0] == "goodword" for name in names):
                    yield _at(module, node, f"imports our own code inside {function.name}()")


RULES: list[Callable[[Module], Iterator[str]]] = [
    state_written,
    objects_in_pages,
    clock_below_the_edge,
    model_by_name,
    hidden_imports,
]
