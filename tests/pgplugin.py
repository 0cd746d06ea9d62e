"""Start a throwaway PostgreSQL before Django's settings are read, unless DATABASE_URL names one.

Loaded with `-p tests.pgplugin`, because pytest-django reads the settings before any conftest.py. Under xdist the
first process starts the server and the others inherit its address.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

import psycopg
import pytest

from goodword.site import database

PREFIX = "goodword-test-"
_started: list[tuple[database.Server, Path]] = []


def _start() -> None:
    _sweep()
    # Not private: the server's own folders in it are; its system user has to pass through this one.
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
    folder.chmod(0o711)
    server = database.place(folder)
    server.start(careless=True)
    _started.append((server, folder))
    with psycopg.connect(server.url(database.SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute(f"ALTER ROLE {database.OWNER} CREATEDB CREATEROLE")
    os.environ["DATABASE_URL"] = server.url(database.OWNER)
    os.environ["GOODWORD_DATA"] = str(folder)


def _sweep() -> None:
    """Stop and remove what a killed test run has left behind."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        found = re.match(rf"{PREFIX}(\d+)-", folder.name)
        if found and not Path(f"/proc/{found[1]}").exists() and folder.stat().st_uid == os.geteuid():
            if (folder / "postgres.json").exists():
                database.place(folder).stop()
            shutil.rmtree(folder, ignore_errors=True)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the throwaway server in the process that started it."""
    del config
    while _started:
        server, folder = _started.pop()
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


if not os.environ.get("DATABASE_URL"):
    _start()
