"""Run one kind of fault, or all of them, and say what held."""

from __future__ import annotations

import argparse
import importlib
import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass

from soak.pooler import installed
from soak.ports import free_port
from soak.stage import a_stage


@dataclass(frozen=True)
class Fault:
    """Where one kind of fault stands, its usual rounds, what it does, and the ground it needs."""

    place: str
    rounds: int
    about: str
    houses: int = 1
    shared: bool = False
    pooled: bool | None = False  # None: where a pooler is installed


FAULTS = {
    "worker": Fault("soak.faults.killed:worker", 50, "the worker is killed while mails leave"),
    "web": Fault("soak.faults.killed:web", 50, "the web server is killed while forms arrive"),
    "postgres": Fault("soak.faults.killed:postgres", 50, "the database is killed while everything writes"),
    "mail": Fault("soak.faults.mail:trouble", 6, "the mail server is gone, hangs, puts off"),
    "away": Fault("soak.faults.away:stopped", 3, "the database is stopped for 30 s under load", shared=True),
    "disk": Fault("soak.faults.disk:full", 3, "no room is left while a list is uploaded"),
    "import": Fault("soak.faults.disk:bring_in", 3, "no room is left while a list is brought in"),
    "two": Fault("soak.faults.rolling:two_by_two", 10, "two houses on one database, kills in both", houses=2, shared=True),
    "pooled": Fault("soak.faults.rolling:two_by_two", 10, "the same behind a session pooler", houses=2, shared=True, pooled=True),
    "rolling": Fault("soak.faults.rolling:restart", 3, "each house is restarted under load", houses=2, shared=True),
    "short": Fault("soak.faults.short:one_house", 1, "a little of everything in one house"),
    "short2": Fault("soak.faults.short:two_houses", 1, "a little of everything in two houses", houses=2, shared=True, pooled=None),
    "hours": Fault("soak.faults.hours:steady_work", 60, "minutes of steady work; memory and slow pages stay as they are"),
}


def main(arguments: Sequence[str]) -> int:
    """Run what is named; exit status 1 when something did not hold."""
    parser = argparse.ArgumentParser(prog="python -m soak", description="Do harm on purpose, and see what holds.")
    parser.add_argument(
        "names", nargs="*", choices=[*FAULTS, []], metavar="NAME", help="; ".join(f"{n}: {f.about}" for n, f in FAULTS.items())
    )
    parser.add_argument("--rounds", type=int, help="how often; each kind has its own usual number")
    parser.add_argument("--json", action="store_true", help="print one JSON object a kind, and nothing else")
    chosen = parser.parse_args(arguments)
    names = chosen.names or [name for name in FAULTS if not name.startswith("short")]
    if len(names) > 1:
        return max(_alone(name, arguments) for name in names)
    fault = FAULTS[names[0]]
    with redirect_stdout(sys.stderr):
        print(f"{names[0]}: {fault.about} ...", flush=True)
        pooled = installed() is not None if fault.pooled is None else fault.pooled
        with a_stage(houses=fault.houses, shared=fault.shared, through=free_port() if pooled else 0) as stage:
            module, name = fault.place.split(":")
            report = getattr(importlib.import_module(module), name)(stage, chosen.rounds or fault.rounds)
            if report.wrong:  # the folders go, and with them what explains it
                print(*(f"--- {house.folder.name} wrote at the end:\n{house.said()}" for house in stage.houses), sep="\n", flush=True)
    print(json.dumps(report.as_dict()) if chosen.json else report.as_text(), flush=True)
    return 1 if report.wrong else 0


def _alone(name: str, arguments: Sequence[str]) -> int:
    """Each kind has a house, and so a process, of its own."""
    options = [each for each in arguments if each.startswith("-") or each.isdigit()]
    return subprocess.run([sys.executable, "-m", "soak", name, *options], check=False).returncode
