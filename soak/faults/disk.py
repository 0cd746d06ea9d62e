"""No room for one byte more: while a list is uploaded, and while it is brought in."""

from __future__ import annotations

import json
import resource
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

from goodword.customers.models import Account
from goodword.imports.models import ImportRun
from soak.browser import Browser
from soak.house import ROOT
from soak.journeys import Work, steady
from soak.report import Report
from soak.stage import Stage
from tests.factories.people import a_person

# Files of the web server may grow no further than this; the list is larger.
ROOM = 256 * 1024
ROWS = 20_000
LEFT = b"Name,External ID,City\n"


def somebody(work: Work) -> Browser:
    """Somebody who may bring lists in."""
    return work.sign_in(a_person("administrator"))


def full(stage: Stage, rounds: int, *, boss: Browser | None = None) -> Report:
    """Upload a list that finds no room, then the same list with room: a clear page, no half file, and afterwards everything."""
    report = Report("no room while a list is uploaded", rounds)
    boss = boss or somebody(stage.work(1))
    for n in range(rounds):
        content = _list(n, ROWS)
        with _no_room(stage):
            answer = boss.send_file("/imports/new", {"kind": "accounts", "source": "csv"}, "file", f"round{n}.csv", content)
        report.figures[f"status when there is no room, round {n + 1}"] = answer.status
        if answer.status != HTTPStatus.INSUFFICIENT_STORAGE or "There is no room left" not in answer.page:
            report.wrong.append(f"no room was answered with {answer.status}")
        left = sorted(path.name for path in (stage.house.folder / "imports").glob("*"))
        runs: int = steady(ImportRun.objects.count)
        if left or runs:
            report.wrong.append(f"half done: {left}")
        report.wrong += _whole(stage, boss, content, n)
    return report


def bring_in(stage: Stage, rounds: int, *, rows: int = ROWS) -> Report:
    """Bring a changed list in that finds no room on its way, then again with room: a sentence, and in the end each row once."""
    report = Report("no room while a list is brought in", rounds)
    stage.work(1)
    path = stage.folder / "list.csv"
    path.write_bytes(_list(0, rows))
    report.wrong += [] if _import(stage, path)[0] == 0 else ["the list did not come in before the disk was full"]
    for n in range(rounds):
        path.write_bytes(_list(0, rows))
        status, said = _import(stage, path, room=ROOM)
        report.figures[f"status of the command when there is no room, round {n + 1}"] = status
        if status == 0 or "There is no room left" not in said:
            report.wrong.append(f"no room was answered with {status}: {said[-300:]}")
        status, said = _import(stage, path)
        counts = json.loads(said.splitlines()[0]) if status == 0 else {}
        if counts.get("updated", 0) + counts.get("unchanged", 0) != rows or counts.get("created"):
            report.wrong.append(f"with room again: {status}: {said[-300:]}")
        if (there := steady(Account.objects.filter(source="csv").count)) != rows:
            report.wrong.append(f"{there} customers of a list of {rows}")
    return report


def _import(stage: Stage, path: Path, *, room: int = 0) -> tuple[int, str]:
    """Run the command, whose files may grow no further than `room`; returns its status and what it said."""
    limit = (room or resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    ran = subprocess.run(
        [sys.executable, "-m", "goodword", "import", "accounts", str(path), "--json"],
        cwd=ROOT,
        env=stage.house.variables,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit),
    )
    return ran.returncode, ran.stdout + ran.stderr


def _whole(stage: Stage, boss: Browser, content: bytes, n: int) -> list[str]:
    """The same file once there is room: taken to the last byte."""
    answer = boss.send_file("/imports/new", {"kind": "accounts", "source": "csv"}, "file", f"round{n}.csv", content)
    if not answer.is_acknowledged:
        return [f"with room again: {answer.status}"]
    run = steady(lambda: ImportRun.objects.latest("pk"))
    kept = stage.house.folder / "imports" / Path(run.stored_as).name
    wrong = [] if kept.read_bytes() == content else ["what was kept is not what was sent"]
    kept.unlink()
    run.delete()
    return wrong


@contextmanager
def _no_room(stage: Stage) -> Iterator[None]:
    """No file of the web server may grow beyond a few pages, as if the disk were full."""
    pids = stage.house.processes("gunicorn")
    before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE, (ROOM, resource.RLIM_INFINITY)) for pid in pids}
    try:
        yield
    finally:
        for pid, limit in before.items():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, limit)


def _list(n: int, many: int) -> bytes:
    rows = (f"Company {n} {row},c-{n}-{row},{secrets.token_hex(12)}\n".encode() for row in range(many))
    return LEFT + b"".join(rows)
