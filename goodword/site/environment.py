"""Everything an operator can set from outside, read once and typed.

Each field names its environment variable; docs and `goodword doctor` list them from here.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

# In a checkout the data folder lies beside the code, wherever the command is called from.
_CHECKOUT = Path(__file__).resolve().parents[2]
DEFAULT_DATA = (_CHECKOUT if (_CHECKOUT / "pyproject.toml").exists() else Path.cwd()) / "var"
LARGEST_NUMBER = 65535  # of a port
SMTP_SECURITY = ("starttls", "tls", "none")


class BadEnvironment(Exception):
    """A variable is set to something that cannot be used; the text says which and why."""


def _variable(name: str, about: str, *, default: Any = None, secret: bool = False) -> Any:
    return field(default=default, metadata={"variable": name, "about": about, "secret": secret})


@dataclass(frozen=True, kw_only=True)
class Environment:
    """The operator's settings. A field without a value has a safe default."""

    database_url: str = _variable(
        "DATABASE_URL", "PostgreSQL 15 or newer, as the web role. Empty: the embedded one in the data folder.", default="", secret=True
    )
    owner_database_url: str = _variable(
        "GOODWORD_OWNER_DATABASE_URL", "The same database as the role that owns it, used only to migrate.", default="", secret=True
    )
    as_owner: bool = _variable("GOODWORD_AS_OWNER", "Set by the command itself while it migrates.", default=False)
    keep_connections: int = _variable("GOODWORD_DB_KEEP", "Seconds a web thread keeps its database connection.", default=0)
    data: Path = _variable(
        "GOODWORD_DATA", "The data folder: database, generated secret key, lists that were brought in, files.", default=DEFAULT_DATA
    )
    port: int = _variable("PORT", "The port of the web server.", default=8000)
    address: str = _variable("GOODWORD_ADDRESS", "The address the web server listens on.", default="127.0.0.1")
    secret_key: str = _variable(
        "GOODWORD_SECRET_KEY", "Signs sessions and links. Empty: generated once and kept in the data folder.", default="", secret=True
    )
    hosts: tuple[str, ...] = _variable("GOODWORD_HOSTS", "Host names the site answers to, separated by commas.", default=())
    base_url: str = _variable("GOODWORD_BASE_URL", "The address people use; links in mails begin with it.", default="")
    behind_proxy: bool = _variable(
        "GOODWORD_BEHIND_PROXY", "1 when a proxy in front sets X-Forwarded-Proto and X-Forwarded-For.", default=False
    )
    debug: bool = _variable("GOODWORD_DEBUG", "1 shows error pages with details. Never in production.", default=False)
    smtp_host: str = _variable("GOODWORD_SMTP_HOST", "The mail server. Empty: mail is kept and readable under Outbox.", default="")
    smtp_port: int = _variable("GOODWORD_SMTP_PORT", "The port of the mail server.", default=587)
    smtp_user: str = _variable("GOODWORD_SMTP_USER", "The name to sign in to the mail server with.", default="")
    smtp_password: str = _variable("GOODWORD_SMTP_PASSWORD", "The password to sign in to the mail server with.", default="", secret=True)
    smtp_security: str = _variable("GOODWORD_SMTP_SECURITY", "starttls, tls or none.", default="starttls")
    mail_from: str = _variable("GOODWORD_MAIL_FROM", "The sender of every mail.", default="Goodword <goodword@localhost>")
    file_mb: int = _variable("GOODWORD_FILE_MB", "Megabytes that one file on a request, a customer or a comment may have.", default=25)
    files_mb: int = _variable("GOODWORD_FILES_MB", "Megabytes that all files of one request or customer may have together.", default=250)
    reads_cities: bool = _variable(
        "GOODWORD_CITIES", "0 keeps the worker from reading where the cities of the world are, once a release.", default=True
    )
    demo: bool | None = _variable(
        "DEMO", "1 loads the demo world into any empty database, 0 never; unset: only into an empty embedded one."
    )

    @property
    def embedded(self) -> bool:
        """Say whether the database is the one in the data folder."""
        return not self.database_url

    @property
    def public_url(self) -> str:
        """The address people use, without a slash at the end."""
        return self.base_url or f"http://localhost:{self.port}"

    @property
    def https(self) -> bool:
        """Say whether people reach the site by https."""
        return self.public_url.startswith("https://")

    @property
    def mail_configured(self) -> bool:
        """Say whether there is a mail server to hand mails to."""
        return bool(self.smtp_host)

    @property
    def allowed_hosts(self) -> list[str]:
        """Host names the site answers to."""
        named = [*self.hosts, urlsplit(self.public_url).hostname or ""]
        local = [] if self.base_url else ["localhost", "127.0.0.1", "[::1]"]
        return [host for host in [*named, *local] if host]


def _boolean(name: str, text: str) -> bool:
    if text.lower() in {"1", "true", "yes", "on"}:
        return True
    if text.lower() in {"0", "false", "no", "off"}:
        return False
    raise BadEnvironment(f"{name} must be 1 or 0, not {text!r}.")


def _number(name: str, text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        raise BadEnvironment(f"{name} must be a whole number, not {text!r}.") from None
    if not 0 <= number <= LARGEST_NUMBER:
        raise BadEnvironment(f"{name} must lie between 0 and {LARGEST_NUMBER}, not {number}.")
    return number


def _convert(name: str, kind: str, text: str) -> Any:
    match kind:
        case "bool" | "bool | None":
            return _boolean(name, text)
        case "int":
            return _number(name, text)
        case "Path":
            return Path(text).expanduser()
        case "tuple[str, ...]":
            return tuple(part.strip() for part in text.split(",") if part.strip())
        case _:
            return text


def _is_postgresql(url: str) -> bool:
    """Say whether this can be the address of a database; a sign of a password that is not written as %xx breaks it as well."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    return parts.scheme in {"postgres", "postgresql", "pgsql"} and port != 0


def read(environ: Mapping[str, str] = os.environ) -> Environment:
    """Read and check the variables; raises `BadEnvironment` with a sentence for the operator."""
    found: dict[str, Any] = {}
    for each in fields(Environment):
        name = each.metadata["variable"]
        if text := environ.get(name, "").strip():
            found[each.name] = _convert(name, str(each.type), text)
    environment = Environment(**found)
    if environment.base_url and not environment.base_url.startswith(("http://", "https://")):
        raise BadEnvironment("GOODWORD_BASE_URL must begin with http:// or https://.")
    for variable, url in (("DATABASE_URL", environment.database_url), ("GOODWORD_OWNER_DATABASE_URL", environment.owner_database_url)):
        if url and not _is_postgresql(url):
            raise BadEnvironment(
                f"{variable} is not an address of PostgreSQL. It looks like postgresql://name:password@host:5432/database."
            )
    if environment.smtp_security not in SMTP_SECURITY:
        raise BadEnvironment(f"GOODWORD_SMTP_SECURITY must be one of {', '.join(SMTP_SECURITY)}.")
    tidy = {"base_url": environment.base_url.rstrip("/"), "data": environment.data.resolve()}
    return Environment(**{**found, **tidy})


def kept_secret_key(data: Path) -> str:
    """Return the key kept in the data folder, made on first use and readable by its owner only."""
    path = data / "secret-key"
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        draft = data / f".secret-key.{os.getpid()}"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as stream:
            stream.write(secrets.token_urlsafe(50))
        try:
            os.link(draft, path)  # the first of several processes wins, whole
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
