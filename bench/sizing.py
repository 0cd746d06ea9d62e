"""How much memory Goodword takes, how soon it answers, how long a database from empty takes; beside a bare Django process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.household import household, share_kb, start
from bench.result import Result

PROCESSES = 3
BARE = """
import django, sys
from django.conf import settings
settings.configure()
django.setup()
import django.db.models, django.template, django.http, django.contrib.auth.hashers
print("ready", flush=True)
sys.stdin.readline()
"""


def run(size: int) -> Result:
    """Start it from nothing, and once more; ask for `size` pages before its memory is read."""
    with household(demo=False) as first:
        empty = first.seconds
        most = 0.0
        for _ in range(size):
            first.get("/accounts/login/")
            most = max(most, first.memory_mb(for_a_while=True))
        memory = first.memory_mb()
        first.stop()
        second = start(first.data, demo=False)
        again = second.seconds
        second.stop()
    floor = PROCESSES * bare_mb()
    return Result(
        name="size",
        size=size,
        figures={"memory_mb": memory, "most_memory_mb": most, "first_answer_s": again, "from_empty_s": empty},
        floor={"bare_django_mb": floor},
        ratio={"memory": memory / floor},
        goal={"memory": "350 MB of web (two processes of four threads) and worker", "first_answer": "3 s", "from_empty": "20 s"},
        met={"memory": memory <= 350, "first_answer": again <= 3, "from_empty": empty <= 20},
        notes=[
            "memory is the share of each process (PSS); the floor: as many processes that import Django and nothing of ours",
            "the most is seen while a process of its own reads where cities are, once a release; then it ends",
        ],
    )


def bare_mb() -> float:
    """The share of memory of one process that has imported Django."""
    with TemporaryDirectory() as folder:
        script = Path(folder) / "bare.py"
        script.write_text(BARE)
        with subprocess.Popen([sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            if process.stdout is not None:
                process.stdout.readline()  # it is ready
            share = share_kb(process.pid) / 1024
            process.communicate(b"\n")
    return share
