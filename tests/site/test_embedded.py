"""The embedded PostgreSQL: private, listening nowhere, surviving kills and long paths."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from goodword.site import database


@pytest.fixture
def data() -> Iterator[Path]:
    """A data folder that the database's own user can reach."""
    folder = Path(tempfile.mkdtemp(prefix="goodword-embedded-"))
    folder.chmod(0o711)
    yield folder
    for note in folder.rglob("postgres.json"):
        database.place(note.parent).stop()
    shutil.rmtree(folder)


@pytest.fixture
def running(data: Path) -> database.Server:
    """A server of our own kind that has just been started."""
    server = database.place(data)
    server.start(careless=True)
    return server


def test_private_and_off_the_network(running: database.Server) -> None:
    """Only its own user enters; there is no port; accents and sorting do not depend on the machine."""
    for folder in (running.cluster, running.sockets):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert folder.stat().st_uid == running.user != 0
    with psycopg.connect(running.url(database.WEB)) as link:
        assert link.execute("SHOW listen_addresses").fetchone() == ("",)
        assert link.execute("SHOW server_encoding").fetchone() == ("UTF8",)
        assert link.execute("SELECT lower('ÉCOLE ÅSA')").fetchone() == ("école åsa",)
        assert link.execute("SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user").fetchone() == (False, False)


@pytest.mark.slow
def test_comes_back_after_a_kill(running: database.Server) -> None:
    """With what was committed, although the dead process may still lie about."""
    with psycopg.connect(running.url(database.OWNER), autocommit=True) as link:
        link.execute("SET synchronous_commit = on")  # which a careless server does not do by itself
        link.execute("CREATE TABLE kept AS SELECT 7 AS figure")
    os.kill(int((running.cluster / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    running.start(careless=True)
    with psycopg.connect(running.url(database.OWNER)) as link:
        assert link.execute("SELECT figure FROM kept").fetchone() == (7,)


@pytest.mark.slow
def test_starting_twice_and_stopping_twice(running: database.Server) -> None:
    """Both are wishes about how things should be, not steps."""
    running.start(careless=True)
    assert running.running()
    running.stop()
    running.stop()
    assert not running.running()


@pytest.mark.slow
def test_a_moved_folder_takes_its_database_along(running: database.Server, data: Path) -> None:
    """The note beside it names the old place; what lies in the folder counts."""
    running.stop()
    moved = data / "moved"
    moved.mkdir()
    for path in [data / "postgres", data / "postgres.json"]:
        path.rename(moved / path.name)
    again = database.place(moved)
    assert again.cluster == moved / "postgres"
    again.start(careless=True)
    assert again.running()


def test_a_long_path_gets_a_short_private_socket(data: Path) -> None:
    """The operating system allows about a hundred bytes."""
    deep = data / ("long" * 12) / ("path" * 12)
    deep.mkdir(parents=True)
    server = database.place(deep)
    assert len(str(server.sockets)) <= database.LONGEST_SOCKET_FOLDER
    assert stat.S_IMODE(server.sockets.stat().st_mode) == 0o700
    server.sockets.rmdir()
    (deep / "postgres.json").unlink()


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="only root has folders that the database's user cannot reach")
def test_root_never_opens_a_closed_folder(data: Path) -> None:
    """A clone in root's home stays closed; the database goes elsewhere and says where."""
    closed = data / "closed"
    inner = closed / "var"
    inner.mkdir(parents=True)
    closed.chmod(0o700)
    server = database.place(inner)
    try:
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
        assert server.cluster.is_relative_to(database.ELSEWHERE)
        server.start(careless=True)
        assert database.place(inner) == server
    finally:
        server.stop()
        shutil.rmtree(server.cluster)
        shutil.rmtree(server.sockets)
        (inner / "postgres.json").unlink()


@pytest.mark.slow
def test_a_single_command_leaves_no_server_behind(data: Path) -> None:
    """`goodword import --help` on a stopped installation starts the database it needs, and stops it again."""
    environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    command = [sys.executable, "-m", "goodword", "import", "--help"]
    done = subprocess.run(command, env={**environment, "GOODWORD_DATA": str(data)}, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (data / "postgres.json").exists(), "this command no longer needs the database: choose another"
    assert not database.place(data).running()
