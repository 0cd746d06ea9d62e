"""`goodword run` and `goodword stop`: database, web and worker as one thing that starts, mends itself and stops.

The supervisor stays small: it imports no Django. Two lock files in the data folder say who lives. `run.lock` is held by
the supervisor alone; `crew.lock` is inherited by the web process and the worker, so a supervisor that was killed leaves
a trace, and the next start ends what it left behind.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import IO

from goodword.site import database
from goodword.site.environment import Environment, read

LOOK_EVERY = 0.5
STOP_WITHIN = 15.0
START_WITHIN = 120.0
LONGEST_PAUSE = 8.0
CALM_AFTER = 30.0
WEB_PROCESSES = 2
WEB_THREADS = 4
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)  # Ctrl-C, asked from outside, the terminal was closed


def run(arguments: Sequence[str]) -> int:
    """Start everything, print the address, mend what dies, and stop it all on Ctrl-C."""
    del arguments
    environment = read()
    database.make_data_folder(environment.data)
    lock = _lock(environment.data / "run.lock")
    if lock is None:
        note = _note(environment.data)
        print(f"Goodword already runs at {note.get('url')} (process {note.get('pid')}). Stop it with: make stop")
        return 0
    _end_leftovers(environment.data)
    if taken := port_problem(environment):
        print(f"goodword: {taken}", file=sys.stderr)
        return 2
    try:
        return Supervisor(environment).run()
    finally:
        lock.close()


def stop(arguments: Sequence[str]) -> int:
    """Stop what runs on this data folder, the embedded database included."""
    del arguments
    environment = read()
    if not environment.data.is_dir():
        print("Goodword was not running.")
        return 0
    database.make_data_folder(environment.data)
    note = _note(environment.data)
    lock = _lock(environment.data / "run.lock")
    if lock is None:
        os.kill(int(str(note["pid"])), signal.SIGTERM)
        deadline = time.monotonic() + 2 * STOP_WITHIN
        while (lock := _lock(environment.data / "run.lock")) is None:
            if time.monotonic() > deadline:
                print(f"goodword: process {note['pid']} does not stop.", file=sys.stderr)
                return 1
            time.sleep(0.1)
        print("Stopped.")
    else:
        print("Goodword was not running.")
    _end_leftovers(environment.data)
    if environment.embedded and (environment.data / "postgres.json").exists():
        database.place(environment.data).stop()
    lock.close()
    return 0


@dataclass
class Child:
    """A process to keep alive. After a death it comes back at once, then with growing pauses while it keeps dying."""

    name: str
    command: list[str]
    crew: IO[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = 0.0
    due: float = 0.0

    def start(self) -> None:
        """Start it in a process group of its own, so that Ctrl-C reaches the supervisor alone."""
        # An arena for each thread is memory that the others never get back; two are enough where one thread runs at a time.
        environ = {"MALLOC_ARENA_MAX": "2", **os.environ}
        self.process = subprocess.Popen(self.command, start_new_session=True, pass_fds=[self.crew.fileno()], env=environ)
        self.started = time.monotonic()

    def mend(self) -> bool:
        """Start it again when it died and its pause is over; say whether its process changed."""
        moment = time.monotonic()
        if self.process is not None:
            status = self.process.poll()
            if status is None:
                return False
            self.process = None
            calm = moment - self.started > CALM_AFTER
            self.pause = 0.0 if calm else min(LONGEST_PAUSE, self.pause * 2 or 1.0)
            self.due = moment + self.pause
            database.say(f"The {self.name} ended (status {status}); it is started again.")
        if moment < self.due:
            return False
        self.start()
        return True

    def ask_to_stop(self) -> None:
        """Ask the process to finish what it does and end."""
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def wait_or_kill(self, until: float) -> None:
        """Wait for the end until a moment, then end the whole group."""
        if not self.process:
            return
        try:
            self.process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def gunicorn(address: str, port: int, *, application: str = "goodword.site.wsgi:application") -> list[str]:
    """The web server's command, after `python -m`."""
    return [
        "gunicorn",
        application,
        "--no-control-socket",
        "--log-level",
        "warning",
        "--bind",
        f"{address}:{port}",
        "--worker-class",
        "gthread",
        "--workers",
        str(WEB_PROCESSES),
        "--threads",
        str(WEB_THREADS),
        "--graceful-timeout",
        "10",
        "--preload",
    ]


class Stopped(Exception):
    """Somebody pressed Ctrl-C or sent a signal."""


class Supervisor:
    """The life of one `goodword run`."""

    def __init__(self, environment: Environment) -> None:
        """Plan the processes; nothing is started yet."""
        self.environment = environment
        self.server = database.place(environment.data) if environment.embedded else None
        self.crew = (environment.data / "crew.lock").open("a")
        fcntl.flock(self.crew, fcntl.LOCK_EX | fcntl.LOCK_NB)
        python = [sys.executable, "-m"]
        self.children = [
            Child("web server", [*python, *gunicorn(environment.address, environment.port)], self.crew),
            Child("worker", [*python, "goodword", "worker"], self.crew),
        ]

    def run(self) -> int:
        """Start, watch, stop."""
        for number in ENDINGS:
            if signal.getsignal(number) is not signal.SIG_IGN:  # nohup means to outlive the terminal
                signal.signal(number, self._on_signal)
        try:
            self._start()
            self._watch()
        except Stopped:
            pass
        except database.CannotStart as problem:
            database.say(f"goodword: {problem}")
            return 1
        finally:
            self._stop()
        with contextlib.suppress(OSError):  # a closed terminal takes no last word
            print("Stopped. The data stays in", self.environment.data, flush=True)
        return 0

    def _on_signal(self, *_: object) -> None:
        for number in ENDINGS:
            signal.signal(number, signal.SIG_IGN)
        raise Stopped

    def _start(self) -> None:
        self._write_note()
        if self.server:
            print("Starting the database ...", flush=True)
            self.server.start()
        if subprocess.run([sys.executable, "-m", "goodword", "prepare"], check=False).returncode:
            raise database.CannotStart("The database or the static files could not be made ready; see above.")
        for child in self.children:
            child.start()
        self._write_note()
        self._wait_for_answer()
        print(f"\nGoodword runs at {self.environment.public_url}   (Ctrl-C stops it)\n", flush=True)

    def _wait_for_answer(self) -> None:
        deadline = time.monotonic() + START_WITHIN
        while time.monotonic() < deadline:
            if answers(self.environment):
                return
            if self.children[0].process and self.children[0].process.poll() is not None:
                break
            time.sleep(0.1)
        raise database.CannotStart("The web server does not answer; see above.")

    def _watch(self) -> None:
        while True:
            time.sleep(LOOK_EVERY)
            if self.server and not self.server.running():
                database.say("The database ended; it is started again.")
                try:
                    self.server.start()
                except (database.CannotStart, OSError) as problem:
                    database.say(str(problem))
                    time.sleep(1)
            changed = [child.mend() for child in self.children]
            if any(changed):
                self._write_note()

    def _stop(self) -> None:
        until = time.monotonic() + STOP_WITHIN
        for child in self.children:
            child.ask_to_stop()
        for child in self.children:
            child.wait_or_kill(until)
        if self.server:
            self.server.stop()
        self.crew.close()
        (self.environment.data / "run.json").unlink(missing_ok=True)

    def _write_note(self) -> None:
        groups = [child.process.pid for child in self.children if child.process]
        note = {"pid": os.getpid(), "url": self.environment.public_url, "port": self.environment.port, "groups": groups}
        draft = self.environment.data / ".run.json"
        draft.write_text(json.dumps(note))
        draft.replace(self.environment.data / "run.json")


def hold(data: Path) -> IO[str] | None:
    """Hold a data folder as `run` does, until the file is closed; nothing when Goodword runs on it."""
    return _lock(data / "run.lock")


def runs(data: Path) -> bool:
    """Say whether Goodword runs on this data folder."""
    if lock := hold(data):
        lock.close()
    return lock is None


def _lock(path: Path) -> IO[str] | None:
    handle = path.open("a")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        handle.close()
        return None
    return handle


def _note(data: Path) -> dict[str, object]:
    try:
        note: dict[str, object] = json.loads((data / "run.json").read_text())
    except (OSError, ValueError):
        return {}
    return note


def _end_leftovers(data: Path) -> None:
    """End web and worker of a supervisor that was killed; the lock they inherited proves that they live."""
    crew = _lock(data / "crew.lock")
    groups = _note(data).get("groups", [])
    deadline = time.monotonic() + STOP_WITHIN
    number = signal.SIGTERM
    while crew is None and isinstance(groups, list):
        for group in groups:
            try:
                os.killpg(int(group), number)
            except (ProcessLookupError, PermissionError):
                continue
        time.sleep(0.2)
        crew = _lock(data / "crew.lock")
        if time.monotonic() > deadline:
            number = signal.SIGKILL
        if time.monotonic() > deadline + STOP_WITHIN:
            raise database.CannotStart(f"An older Goodword still uses {data}; stop processes {groups} by hand.")
    if crew:
        crew.close()


def port_in_use(data: Path) -> int:
    """Return the port of the Goodword that runs on this data folder; 0 when none does, or it does not say."""
    port = _note(data).get("port") if runs_here(data) else None
    return port if isinstance(port, int) else 0


def runs_here(data: Path) -> bool:
    """Say whether a `goodword run` holds this data folder."""
    try:
        with (data / "run.lock").open("r") as handle:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:  # none was ever started here, or it is not ours to look at
        return False
    return False


def port_problem(environment: Environment) -> str:
    """Say why the web server could not listen on its port, or nothing."""
    family = socket.AF_INET6 if ":" in environment.address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((environment.address, environment.port))
        except OSError as problem:
            if problem.errno == errno.EADDRINUSE:
                return f"Port {environment.port} is used by another program. Choose another one: PORT=8001 make run"
            if problem.errno == errno.EACCES:
                return f"Port {environment.port} is reserved for root. Choose another one: PORT=8001 make run"
            return f"Cannot listen on {environment.address}, port {environment.port}: {problem.strerror}."
    return ""


def answers(environment: Environment) -> bool:
    """Say whether the web server answers."""
    host = "127.0.0.1" if environment.address in {"0.0.0.0", "::", ""} else environment.address  # noqa: S104 - it is compared with, not listened on
    asked = http.client.HTTPConnection(host, environment.port, timeout=2)
    try:
        asked.request("GET", "/healthz", headers={"Host": environment.allowed_hosts[0]})
        return asked.getresponse().status == HTTPStatus.OK
    except (http.client.HTTPException, OSError):
        return False
    finally:
        asked.close()
