"""One command starts everything, mends what dies, says when it already runs, and stops it all."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from goodword.site import database
from tests.architecture.source import ROOT

# 10 s are promised on a machine that has nothing else to do; here the other tests run beside this one.
MENDED_WITHIN = 30.0
STARTED_WITHIN = 180.0


class House:
    """A data folder and the command that works on it."""

    def __init__(self, data: Path) -> None:
        """Take a free port and a clean environment, as a new machine would have."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.data = data
        ours = ("GOODWORD_", "DATABASE_URL", "DJANGO_", "DEMO")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        self.environ = {**kept, "GOODWORD_DATA": str(data), "PORT": str(self.port), "DEMO": "0", "GOODWORD_CITIES": "0"}

    def command(self, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
        """Run a subcommand to its end."""
        return subprocess.run(
            [sys.executable, "-m", "goodword", *arguments],
            cwd=ROOT,
            env={**self.environ, **environ},
            capture_output=True,
            text=True,
            check=False,
            timeout=STARTED_WITHIN,
        )

    def begin(self) -> subprocess.Popen[bytes]:
        """Run `goodword run` and return once everything is ready."""
        with (self.data / "output").open("w") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "goodword", "run"], cwd=ROOT, env=self.environ, stdout=output, stderr=subprocess.STDOUT
            )
        until(lambda: self.took_over(process), STARTED_WITHIN)
        return process

    def took_over(self, process: subprocess.Popen[bytes]) -> bool:
        """Say whether this process supervises and everything is ready; fail with its words when it gave up."""
        assert process.poll() is None, (self.data / "output").read_text()
        return self.note().get("pid") == process.pid and self.ready()

    def note(self) -> dict[str, Any]:
        """What the running supervisor wrote about itself."""
        path = self.data / "run.json"
        return dict(json.loads(path.read_text())) if path.exists() else {}

    def ready(self) -> bool:
        """Say whether database, migrations and worker are all well."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def process(self, name: str) -> int:
        """The process number of one of the three."""
        web, worker = self.groups()
        return {"web": web, "worker": worker, "database": self.server()}[name]

    def mended(self, before: set[int]) -> bool:
        """Say whether at least one process is a new one and everything is well again."""
        return bool(before - {*self.groups(), self.server()}) and self.ready()

    def groups(self) -> list[int]:
        """The process numbers of web server and worker."""
        return list(self.note()["groups"])

    def server(self) -> int:
        """The process number of the database, 0 while there is none."""
        cluster = Path(json.loads((self.data / "postgres.json").read_text())["cluster"])
        try:
            return int((cluster / "postmaster.pid").read_text().split()[0])
        except (FileNotFoundError, IndexError):
            return 0


def until(condition: Callable[[], bool], seconds: float) -> float:
    """Wait for something to become true and return how long it took."""
    begun = time.monotonic()
    while not condition():
        assert time.monotonic() - begun < seconds, f"not within {seconds} s"
        time.sleep(0.1)
    return time.monotonic() - begun


@pytest.fixture
def house() -> Iterator[House]:
    """A house that is torn down, whatever happened in it."""
    folder = Path(tempfile.mkdtemp(prefix="goodword-house-"))
    folder.chmod(0o711)  # the database's own user has to pass
    built = House(folder)
    heeded = signal.signal(signal.SIGHUP, signal.SIG_DFL)  # under nohup the tests leave it alone, and so would what they start
    yield built
    built.command("stop")
    signal.signal(signal.SIGHUP, heeded)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.slow
def test_a_life(house: House) -> None:
    """Started, orphaned, taken over, asked twice, wounded three times, stopped."""
    first = house.begin()
    orphans = house.groups()
    first.kill()  # the supervisor alone; what it started lives on and holds port and data
    first.wait()
    running = house.begin()
    assert not set(orphans) & set(house.groups())

    again = house.command("run")
    assert again.returncode == 0
    assert f"already runs at http://localhost:{house.port}" in again.stdout

    for wounded in ("web", "worker", "database"):
        before = {*house.groups(), house.server()}
        os.kill(house.process(wounded), signal.SIGKILL)
        until(partial(house.mended, before), MENDED_WITHIN)

    other = House(house.data.parent / f"{house.data.name}-other")
    taken = other.command("run", PORT=str(house.port))
    assert taken.returncode == 2
    assert f"Port {house.port} is used by another program" in taken.stderr
    shutil.rmtree(other.data, ignore_errors=True)

    running.send_signal(signal.SIGHUP)  # the terminal was closed; Ctrl-C and SIGTERM take the same way
    assert running.wait(30) == 0
    assert not house.ready()
    assert not database.place(house.data).running()
    assert "was not running" in house.command("stop").stdout
