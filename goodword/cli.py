"""The `goodword` command: one table of subcommands.

A subcommand names its function and is imported when it is called, after the settings are known: `goodword stop`
must not wait for Django, and the command must not import what lies below it.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import django

from goodword.site import database, environment, supervisor

INTERRUPTED = 130  # as a shell says it


@dataclass(frozen=True, kw_only=True)
class Subcommand:
    """Where a subcommand lives and what must be ready before it runs."""

    target: str
    about: str
    django: bool = True
    as_owner: bool = False
    listed: bool = True
    stays: bool = False


SUBCOMMANDS = {
    "run": Subcommand(target="goodword.site.supervisor:run", about="start database, web and worker; Ctrl-C stops them", django=False),
    "stop": Subcommand(target="goodword.site.supervisor:stop", about="stop what runs", django=False),
    "worker": Subcommand(target="goodword.site.worker:main", about="run jobs (part of run)", stays=True),
    "demo": Subcommand(target="goodword.site.demonstrate:main", about="load the demo world; --clear removes it", as_owner=True),
    "import": Subcommand(target="goodword.imports.cli:main", about="import customers, contacts, deals, members, past asks or people"),
    "doctor": Subcommand(
        target="goodword.site.doctor:main", about="what is configured, reachable, wrong, and how to mend it", django=False
    ),
    "bench": Subcommand(target="bench.cli:main", about="run a benchmark", django=False),
    "backup": Subcommand(target="goodword.site.backups.take:main", about="everything into one file, while people work on", as_owner=True),
    "restore": Subcommand(target="goodword.site.backups.restore:main", about="a backup back into an empty database", as_owner=True),
    "bounce": Subcommand(target="goodword.site.bounce:main", about="take note of one mail that came back (on standard input)"),
    "cities": Subcommand(target="goodword.site.cities:main", about="read where cities are (the worker does it by itself)"),
    "createadmin": Subcommand(target="goodword.site.createadmin:main", about="make a first administrator"),
    "manage": Subcommand(target="goodword.site.manage:main", about="pass a command on to Django", django=False),
    "prepare": Subcommand(
        target="goodword.site.prepare:main",
        about="migrate, give rights, collect files (part of run)",
        as_owner=True,
        listed=False,
        stays=True,
    ),
}


def main(arguments: Sequence[str]) -> int:
    """Run one subcommand and return the exit status; 2 means that the command could not be understood or started."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodword.site.settings")
    if arguments and arguments[0] in {"-h", "--help", "help"}:
        print(_usage())
        return 0
    subcommand = SUBCOMMANDS.get(arguments[0]) if arguments else None
    if subcommand is None:
        print(_usage(), file=sys.stderr)
        return 2
    started: database.Server | None = None
    try:
        if subcommand.django:
            started = _begin(as_owner=subcommand.as_owner)
        module, function = subcommand.target.split(":")
        return int(getattr(importlib.import_module(module), function)(list(arguments[1:])))
    except (environment.BadEnvironment, database.CannotStart) as problem:
        print(f"goodword: {problem}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return INTERRUPTED
    except PermissionError as problem:
        what = problem.filename or "A process"
        print(f"goodword: {what} may not be used by this user. Run this as the one who started Goodword.", file=sys.stderr)
        return 2
    finally:
        # By now `goodword run` may hold this data folder; the database is its own then.
        if started is not None and not (subcommand.stays or supervisor.runs(environment.read().data)):
            started.stop()


def entry() -> int:
    """Run the console script."""
    return main(sys.argv[1:])


def _begin(*, as_owner: bool) -> database.Server | None:
    """Start Django, and the embedded database when it is the one in use; returns the server if it was started for this command."""
    if as_owner:
        os.environ["GOODWORD_AS_OWNER"] = "1"
    settled = environment.read()
    started = None
    if settled.embedded:
        server = database.place(settled.data)
        if not server.running():
            server.start()
            started = server
    django.setup()
    return started


def _usage() -> str:
    width = max(map(len, SUBCOMMANDS))
    lines = [f"  {name:{width}}  {each.about}" for name, each in SUBCOMMANDS.items() if each.listed]
    return "\n".join([f"usage: {Path(sys.argv[0]).stem.replace('__main__', 'goodword')} COMMAND ...", "", *lines])
