"""`goodword doctor`: what is configured, what is reachable, what is wrong, and how to mend it."""

from __future__ import annotations

import argparse
import json
import os
import socket
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import django
import psycopg
from django.db import DatabaseError, connection
from django.utils.module_loading import import_string

from goodword.kernel import clock
from goodword.site import database, environment, health, roles, supervisor
from goodword.site.environment import BadEnvironment, Environment

OLDEST_PYTHON = (3, 11)
OK, WARNING, WRONG = "ok", "warning", "wrong"
SIGNS = {OK: "ok     ", WARNING: "warning", WRONG: "WRONG  "}
STYLESHEET = Path(__file__).resolve().parent.parent / "ui" / "static" / "vendor" / "tabler.min.css"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. A finding that is not ok says how to mend it."""

    name: str
    state: str
    text: str
    mend: str = ""


def main(arguments: Sequence[str]) -> int:
    """Print every finding; exit status 1 when something is wrong, 0 also with warnings."""
    parser = argparse.ArgumentParser(
        prog="goodword doctor", description="Look at the configuration, the database, the mail server and the processes."
    )
    parser.add_argument("--json", action="store_true", help="print one object instead of lines")
    chosen = parser.parse_args(arguments)
    findings = list(examine())
    wrong = any(finding.state == WRONG for finding in findings)
    if chosen.json:
        print(json.dumps({"well": not wrong, "findings": [asdict(finding) for finding in findings]}, indent=2))
    else:
        width = max(len(finding.name) for finding in findings)
        for finding in findings:
            print(f"{SIGNS[finding.state]}  {finding.name:{width}}  {finding.text}")
            if finding.mend:
                print(f"{'':{width + 11}}{finding.mend}")
    return 1 if wrong else 0


def examine() -> Iterator[Finding]:
    """Look at everything, from the ground up; what cannot be reached ends the branch above it."""
    try:
        settled = environment.read()
    except BadEnvironment as problem:
        yield Finding("environment", WRONG, str(problem), "Correct the variable and run this again.")
        return
    yield _python()
    data = _data(settled)
    yield data
    if data.state == WRONG:
        return
    settled = _as_it_runs(settled)
    yield _secret_key(settled)
    yield from _address(settled)
    yield _assets()
    yield from _mail(settled)
    yield _web(settled)
    yield from _database(settled)


def _as_it_runs(settled: Environment) -> Environment:
    """The settings with the port on which Goodword runs on this data folder, whatever PORT says here."""
    port = supervisor.port_in_use(settled.data)
    return replace(settled, port=port) if port else settled


def _python() -> Finding:
    found = sys.version.split()[0]
    if sys.version_info < OLDEST_PYTHON:
        return Finding("Python", WRONG, f"{found} is too old.", "Install Python 3.11 or newer and run make run again.")
    return Finding("Python", OK, found)


def _data(settled: Environment) -> Finding:
    mend = "Give it to the user that runs Goodword, or choose another with GOODWORD_DATA."
    try:
        if not settled.data.exists():
            above = next(folder for folder in settled.data.parents if folder.exists())
            if not (above.is_dir() and os.access(above, os.W_OK)):
                return Finding("data folder", WRONG, f"{settled.data} cannot be made in {above}.", mend)
            return Finding(
                "data folder", WARNING, f"{settled.data} does not exist yet.", "make run makes it; GOODWORD_DATA chooses another."
            )
        if not settled.data.is_dir():
            return Finding("data folder", WRONG, f"{settled.data} is not a folder.", "Choose another with GOODWORD_DATA.")
        if not os.access(settled.data, os.W_OK | os.X_OK):
            return Finding("data folder", WRONG, f"{settled.data} cannot be written by this user.", mend)
    except OSError as problem:
        return Finding("data folder", WRONG, f"{settled.data} cannot be used: {problem.strerror}.", mend)
    return Finding("data folder", OK, str(settled.data))


def _secret_key(settled: Environment) -> Finding:
    if settled.secret_key:
        return Finding("secret key", OK, "from GOODWORD_SECRET_KEY")
    path = settled.data / "secret-key"
    if not path.exists():
        return Finding("secret key", OK, f"will be made at the first start, in {path}")
    if not os.access(path, os.R_OK):
        return Finding("secret key", WRONG, f"{path} cannot be read by this user.", "Run this as the one who started Goodword.")
    if path.stat().st_mode & 0o077:
        return Finding("secret key", WRONG, f"{path} can be read by others.", f"chmod 600 {path}, or delete it to sign everybody out.")
    return Finding("secret key", OK, f"kept in {path}")


def _address(settled: Environment) -> Iterator[Finding]:
    local = not settled.base_url
    yield Finding(
        "address", OK, settled.public_url + (" (GOODWORD_BASE_URL is not set: links in mails lead to this machine)" if local else "")
    )
    if not local and not settled.https:
        yield Finding(
            "https",
            WARNING,
            "People reach this site without encryption.",
            "Put a proxy with TLS in front, and https:// into GOODWORD_BASE_URL.",
        )
    if settled.debug:
        yield Finding("debug", WARNING if local else WRONG, "Error pages show details of the system.", "Unset GOODWORD_DEBUG.")


def _assets() -> Finding:
    if not STYLESHEET.exists():
        return Finding("assets", WRONG, "The front-end assets are missing.", "make assets")
    return Finding("assets", OK, "present")


def _mail(settled: Environment) -> Iterator[Finding]:
    if not settled.mail_configured:
        yield Finding(
            "mail", WARNING, "No mail server: mail is kept and readable under Outbox.", "Set GOODWORD_SMTP_HOST and what belongs to it."
        )
        return
    try:
        with socket.create_connection((settled.smtp_host, settled.smtp_port), timeout=5):
            yield Finding("mail", OK, f"{settled.smtp_host}, port {settled.smtp_port}, answers")
    except OSError as problem:
        yield Finding(
            "mail",
            WRONG,
            f"{settled.smtp_host}, port {settled.smtp_port}, does not answer: {problem}.",
            "Check GOODWORD_SMTP_HOST and GOODWORD_SMTP_PORT, and that the firewall lets it pass.",
        )


def _web(settled: Environment) -> Finding:
    runs = supervisor.runs_here(settled.data)
    if supervisor.answers(settled):
        if settled.embedded and not runs:
            text = f"Something answers on port {settled.port}, but no Goodword runs on this data folder."
            return Finding("web", WARNING, text, "Use the GOODWORD_DATA of the one that runs, or another port: PORT=8001 make run")
        return Finding("web", OK, f"answers on port {settled.port}")
    if runs:
        return Finding(
            "web",
            WRONG,
            f"Goodword runs, but does not answer on port {settled.port}.",
            "Read its log; make stop and make run start it again.",
        )
    if problem := supervisor.port_problem(settled):
        text, _dot, mend = problem.partition(". ")
        return Finding("web", WRONG, f"{text}.", mend or "Correct GOODWORD_ADDRESS and PORT.")
    return Finding("web", WARNING, f"Nothing answers on port {settled.port}.", "make run")


def _database(settled: Environment) -> Iterator[Finding]:
    kind = "embedded" if settled.embedded else "by DATABASE_URL"
    try:
        url = database.url_for(settled)
        with psycopg.connect(url, connect_timeout=5) as link:
            version = link.info.server_version // 10_000
            encoding = link.info.parameter_status("server_encoding")
    except (psycopg.Error, ValueError) as problem:
        state, mend = WRONG, "Check DATABASE_URL, and that the server runs and lets this machine in."
        if settled.embedded and supervisor.runs_here(settled.data):
            mend = f"It comes back within seconds; else see server.log in the folder named in {settled.data / 'postgres.json'}."
        elif settled.embedded:
            state, mend = WARNING, "make run starts it."
        yield Finding("database", state, f"{kind}, does not answer: {str(problem).splitlines()[0]}", mend)
        return
    if version < database.OLDEST_SERVER:
        yield Finding("database", WRONG, f"PostgreSQL {version} is too old.", "Move to PostgreSQL 15 or newer.")
        return
    if encoding != "UTF8":
        yield Finding(
            "database", WRONG, f"The database is encoded in {encoding}.", "Make a new one: createdb --encoding=UTF8 --template=template0"
        )
        return
    yield Finding("database", OK, f"{kind}, PostgreSQL {version}")
    if settled.embedded:
        yield Finding(
            "database users",
            OK if settled.base_url == "" else WARNING,
            "The embedded server trusts every process of its own system user; it is meant for one machine.",
            "" if settled.base_url == "" else "For a site that others reach, use a PostgreSQL of your own by DATABASE_URL.",
        )
    django.setup()
    yield from _rights()
    yield from _contents()


def _rights() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper OR has_schema_privilege('public', 'CREATE') FROM pg_roles WHERE rolname = current_user"
        )
        role, may_change_schema = cursor.fetchone()
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relname = ANY(%s) AND relkind = 'r'"
            " AND (has_table_privilege(oid, 'UPDATE') OR has_table_privilege(oid, 'DELETE') OR has_table_privilege(oid, 'TRUNCATE'))",
            [list(roles.APPEND_ONLY)],
        )
        rewritable = [name for (name,) in cursor.fetchall()]
    if may_change_schema or rewritable:
        what = "may change the schema" if may_change_schema else f"may rewrite history in {', '.join(rewritable)}"
        yield Finding(
            "database roles",
            WARNING,
            f"The web role {role} {what}: one role does both.",
            "Give DATABASE_URL a role of its own, and the owner's address to GOODWORD_OWNER_DATABASE_URL; make run then gives the rights.",
        )
    else:
        yield Finding("database roles", OK, f"{role} uses rows, cannot change the schema or rewrite history")


def _contents() -> Iterator[Finding]:
    try:
        missing = health.unapplied_migrations()
        if missing:
            yield Finding("migrations", WRONG, f"{missing} are not applied.", "make run, or goodword manage migrate")
            return
        yield Finding("migrations", OK, "all applied")
        worker = health.worker_state(at=clock.now())
        yield Finding(
            "worker",
            OK if worker == OK else WARNING,
            "runs" if worker == OK else worker,
            "" if worker == OK else "make run, or goodword worker",
        )
        yield _failed_jobs()
        yield _administrators()
    except DatabaseError as problem:
        yield Finding(
            "contents",
            WRONG,
            f"The tables cannot be read: {str(problem).splitlines()[0]}",
            "goodword prepare gives the web role its rights.",
        )


def _failed_jobs() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), max(task_name) FROM procrastinate_jobs WHERE status = 'failed'")
        count, example = cursor.fetchone()
    if count:
        return Finding(
            "jobs",
            WARNING,
            f"{count} failed for good, {example} among them.",
            "The log of the worker says why; goodword manage procrastinate shell retries them.",
        )
    return Finding("jobs", OK, "none failed")


def _administrators() -> Finding:
    users = import_string("goodword.people.models.User").objects
    if users.filter(is_active=True, role_set__role="administrator").exists():
        return Finding("administrators", OK, "there is one at least")
    return Finding("administrators", WARNING, "Nobody can administer this program.", "goodword createadmin MAIL")
