"""The product as it runs in production: `goodword run` in a folder of its own, on a database that syncs every commit."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any

import psycopg

from goodword.site import database
from soak.ports import free_port

ROOT = Path(__file__).resolve().parents[1]
UP_WITHIN = 180.0
OURS = ("GOODWORD_", "DATABASE_URL", "DJANGO_", "DEMO", "PORT")


def until(what: Callable[[], bool], *, within: float, said: str) -> float:
    """Look until something is so, and return how long it took; TimeoutError with what was waited for."""
    began = time.monotonic()
    while not what():
        if time.monotonic() - began > within:
            raise TimeoutError(f"{said}: not within {within:.0f} s")
        time.sleep(0.1)
    return time.monotonic() - began


class House:
    """One installation: its folder, its address, its processes."""

    def __init__(self, folder: Path, *, smtp_port: int, variables: Mapping[str, str] | None = None) -> None:
        """Take a port and a clean environment; nothing runs yet."""
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.port = folder, free_port()
        self.server = database.place(folder)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        self.variables = {
            **kept,
            "GOODWORD_DATA": str(folder),
            "PORT": str(self.port),
            "DEMO": "0",
            "GOODWORD_CITIES": "0",
            "GOODWORD_SMTP_HOST": "127.0.0.1",
            "GOODWORD_SMTP_PORT": str(smtp_port),
            "GOODWORD_SMTP_SECURITY": "none",
            **(variables or {}),
        }
        self._run: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        """Start everything and wait until it answers."""
        with (self.folder / "output").open("ab") as output:
            self._run = subprocess.Popen(
                [sys.executable, "-m", "goodword", "run"], cwd=ROOT, env=self.variables, stdout=output, stderr=subprocess.STDOUT
            )
        try:
            until(self.ready, within=UP_WITHIN, said="the product answers")
        except TimeoutError:
            print(self.said(characters=3000), file=sys.stderr)
            raise

    def end(self) -> None:
        """Stop everything, the database too."""
        if self._run is not None:
            self._run.terminate()
            self._run.wait(60)
            self._run = None

    def said(self, *, characters: int = 20_000) -> str:
        """The end of what its processes wrote."""
        return (self.folder / "output").read_text(errors="replace")[-characters:]

    def ready(self) -> bool:
        """Whether web, database and worker are well."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5) as answer:
                return bool(answer.status == HTTPStatus.OK)
        except OSError:
            return False

    def groups(self) -> tuple[int, int]:
        """The process groups of web server and worker, as the supervisor notes them."""
        noted: dict[str, Any] = json.loads((self.folder / "run.json").read_text())
        web, worker = noted["groups"]
        return int(web), int(worker)

    def kill_web(self, *, whole: bool) -> None:
        """End the web server without a word: its first process alone, or all of them."""
        web, _ = self.groups()
        (_kill_group if whole else _kill)(web)

    def kill_worker(self) -> None:
        """End the worker without a word."""
        _kill_group(self.groups()[1])

    def kill_database(self) -> None:
        """End the first process of PostgreSQL without a word; the others notice."""
        with contextlib.suppress(FileNotFoundError, IndexError, ValueError):  # it is just being started again
            _kill(int((self.server.cluster / "postmaster.pid").read_text().splitlines()[0]))

    def processes(self, name: str) -> list[int]:
        """The processes of this house whose command line holds a word and its folder's environment."""
        mark = f"GOODWORD_DATA={self.folder}".encode()
        return [pid for pid in _processes() if name in _read(pid, "cmdline") and mark in _read_bytes(pid, "environ")]

    def connect(self) -> psycopg.Connection[Any]:
        """A connection of an onlooker with all rights."""
        return psycopg.connect(self.server.url(database.SUPERUSER), autocommit=True, connect_timeout=5)


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _kill_group(group: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def _processes() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]


def _read_bytes(pid: int, name: str) -> bytes:
    try:
        return (Path("/proc") / str(pid) / name).read_bytes()
    except OSError:
        return b""


def _read(pid: int, name: str) -> str:
    return _read_bytes(pid, name).replace(b"\0", b" ").decode(errors="replace")
