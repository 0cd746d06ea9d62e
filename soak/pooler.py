"""PgBouncer in session mode: a client keeps its server connection until it leaves, then the next one gets it, wiped."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from pathlib import Path

from goodword.site import database
from soak.house import until

SERVER_CONNECTIONS = 60
SETTINGS = """
[databases]
{name} = host={sockets} port=5432 dbname={name}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = trust
auth_file = {folder}/users.txt
pool_mode = session
server_reset_query = DISCARD ALL
max_client_conn = 300
default_pool_size = {size}
ignore_startup_parameters = extra_float_digits
logfile = {folder}/pooler.log
"""


def installed() -> str | None:
    """Where the program is, if it is."""
    return shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


class Pooler:
    """One pooler in front of one server."""

    def __init__(self, server: database.Server, port: int, folder: Path) -> None:
        """Write its settings."""
        self.server, self.port, self.folder = server, port, folder
        self._process: subprocess.Popen[bytes] | None = None
        values = {"name": database.NAME, "sockets": server.sockets, "port": port, "folder": folder, "size": SERVER_CONNECTIONS}
        (folder / "pooler.ini").write_text(SETTINGS.format(**values))
        (folder / "users.txt").write_text("".join(f'"{role}" ""\n' for role in (database.WEB, database.OWNER)))

    def begin(self) -> None:
        """Start it and wait until it listens."""
        program = installed()
        if program is None:
            raise FileNotFoundError("PgBouncer is not installed; on Debian: apt install pgbouncer")
        if os.geteuid() == 0:  # it refuses to run as root; the server's user may also reach the server's socket
            for path in (self.folder, self.folder / "pooler.ini", self.folder / "users.txt"):
                os.chown(path, self.server.user, self.server.group)
        as_root = os.geteuid() == 0
        self._process = subprocess.Popen(
            [program, "-q", str(self.folder / "pooler.ini")],
            stdin=subprocess.DEVNULL,
            user=self.server.user if as_root else None,
            group=self.server.group if as_root else None,
            extra_groups=[] if as_root else None,
        )
        until(self._listens, within=10, said="the pooler listens")

    def end(self) -> None:
        """Stop it."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0
