"""`goodword run` as people run it, in a data folder of its own for the while: two web processes of four threads, and the worker."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

WITHIN = 180.0
MILLION = 1024
READS_CITIES = "goodword\0cities"


@dataclass
class Household:
    """What runs: its port, how long it took until the first answer, and its main process."""

    port: int
    data: Path
    seconds: float
    process: subprocess.Popen[bytes]

    @property
    def address(self) -> str:
        """Where it is, for a browser."""
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str) -> None:
        """Ask for a page; raises OSError when it does not come."""
        urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20).close()

    def memory_mb(self, *, for_a_while: bool = False) -> float:
        """The share of memory (PSS) of web processes and worker, without PostgreSQL.

        `for_a_while`: with the process that reads, once a release, where cities are, and then gives its memory back.
        """
        left_out = ("postgres",) if for_a_while else ("postgres", READS_CITIES)
        return sum(share_kb(pid) for pid in _below(self.process.pid) if not any(each in _command(pid) for each in left_out)) / MILLION

    def stop(self) -> None:
        """End it, the database included."""
        self.process.terminate()
        self.process.wait(60)


@contextlib.contextmanager
def household(*, demo: bool) -> Iterator[Household]:
    """Start Goodword in an empty folder, and stop it again."""
    with TemporaryDirectory(prefix="goodword-bench-") as folder:
        made = start(Path(folder), demo=demo)
        try:
            yield made
        finally:
            made.stop()


def start(data: Path, *, demo: bool) -> Household:
    """Start Goodword on a free port and wait for its first answer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "PORT", "DEMO")}
    environment = kept | {"GOODWORD_DATA": str(data), "PORT": str(port), "DEMO": "1" if demo else "0"}
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "goodword", "run"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    house = Household(port, data, 0.0, process)
    while time.perf_counter() - began < WITHIN:
        with contextlib.suppress(OSError):
            house.get("/readyz")
            house.seconds = time.perf_counter() - began
            return house
        time.sleep(0.02)
    process.terminate()
    raise TimeoutError("goodword run gave no answer")


def _below(pid: int) -> list[int]:
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*"):
        with contextlib.suppress(OSError):
            found += [each for child in (task / "children").read_text().split() for each in _below(int(child))]
    return found


def _command(pid: int) -> str:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text()
    return ""


def share_kb(pid: int) -> int:
    """The share of memory (PSS) of one process."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
