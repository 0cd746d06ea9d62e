"""pg_dump, pg_restore and psql: which ones, and whether they are new enough."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from goodword.site import database
from goodword.site.backups.archive import CannotUse
from goodword.site.environment import Environment

TOOLS = ("pg_dump", "pg_restore", "psql")
# Named in the environment, so that no password stands in the list of processes.
VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "sslcrl": "PGSSLCRL",
    "hostaddr": "PGHOSTADDR",
    "passfile": "PGPASSFILE",
    "service": "PGSERVICE",
    "options": "PGOPTIONS",
    "channel_binding": "PGCHANNELBINDING",
    "target_session_attrs": "PGTARGETSESSIONATTRS",
}


@dataclass(frozen=True, slots=True)
class Programs:
    """A folder with the tools, and their major version."""

    folder: Path
    major: int

    def run(self, name: str, *arguments: str, url: str) -> subprocess.CompletedProcess[str]:
        """Run one of them against a database."""
        told = {key: str(value) for key, value in conninfo_to_dict(url).items() if value is not None}
        given = {VARIABLES[key]: value for key, value in told.items() if key in VARIABLES}
        return subprocess.run(
            [str(self.folder / name), "--dbname", told.get("dbname", ""), *arguments],
            env={**os.environ, **given},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )

    def script(self, dump: Path, target: Path) -> subprocess.CompletedProcess[str]:
        """Turn a dump into a script."""
        wanted = [str(self.folder / "pg_restore"), "--no-owner", "--no-acl", "--file", str(target), str(dump)]
        return subprocess.run(wanted, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", check=False)


def nearest(settled: Environment, server: int, *, made_with: int = 0) -> Programs:
    """The oldest tools of this machine that are new enough for a server and a dump, else the newest; CannotUse when there are none.

    Newer tools than needed write settings that an older server does not know.
    """
    folders = [Path(found).parent for found in (shutil.which(TOOLS[0]),) if found]
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    with contextlib.suppress(database.CannotStart):  # an installation on a database of its own need not have the embedded one
        folders.append(database.bundled_programs() if settled.database_url else database.place(settled.data).programs)
    known = [Programs(folder, major) for folder in folders if (major := _major(folder))]
    if not known:
        raise CannotUse(
            "pg_dump and pg_restore are not on this machine. Install the client programs of PostgreSQL (Debian: postgresql-client)."
        )
    known.sort(key=lambda each: each.major)
    return next((each for each in known if each.major >= max(server // 10000, made_with)), known[-1])


def check(programs: Programs, server: int) -> None:
    """Raise CannotUse when the tools are older than the server (`server` as PostgreSQL counts: 180001)."""
    major = server // 10000
    if programs.major < major:
        raise CannotUse(
            f"The database is PostgreSQL {major}, and pg_dump on this machine is {programs.major}: too old for it. "
            f"Nothing was done. Install the client programs of PostgreSQL {major} or newer (Debian: postgresql-client-{major})."
        )


def first_line(problem: Exception) -> str:
    """The first line of an error of the database, which is its reason."""
    return (str(problem).strip().splitlines() or ["it gave no reason."])[0]


def last_line(told: str) -> str:
    """The last line of what a program said, which is its reason."""
    return (told.strip().splitlines() or ["it gave no reason."])[-1]


def _major(folder: Path) -> int:
    """The version of the oldest of the tools in a folder; 0 when one is missing."""
    found = []
    for name in TOOLS:
        if not (folder / name).is_file():
            return 0
        told = subprocess.run([str(folder / name), "--version"], capture_output=True, text=True, check=False).stdout
        said = re.search(r"\(PostgreSQL\) (\d+)", told)
        found.append(int(said[1]) if said else 0)
    return min(found)
