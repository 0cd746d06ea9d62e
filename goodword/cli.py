"""The `goodword` command. Each subcommand is one function; the heavy imports wait until the settings are known."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

from goodword.site import database, environment

# Commands of Django that need no database; all others start the embedded one when it is in use.
WITHOUT_DATABASE = {"check", "collectstatic", "compilemessages", "diffsettings", "findstatic", "help", "makemessages"}
AS_OWNER = {"migrate", "flush", "sqlmigrate", "dbshell"}


def manage(arguments: Sequence[str]) -> int:
    """Pass a command on to Django: `goodword manage shell`."""
    from django.core.management import execute_from_command_line

    command = arguments[0] if arguments else "help"
    if command in AS_OWNER:
        os.environ["GOODWORD_AS_OWNER"] = "1"
    settled = environment.read()
    if settled.embedded and command not in WITHOUT_DATABASE:
        database.place(settled.data).start()
    execute_from_command_line(["goodword manage", *arguments])
    return 0


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {"manage": manage}


def entry() -> int:
    """Run the console script."""
    return main(sys.argv[1:])


def main(arguments: Sequence[str]) -> int:
    """Run one subcommand and return the exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodword.site.settings")
    if not arguments or arguments[0] not in COMMANDS:
        print(f"usage: goodword {{{','.join(COMMANDS)}}}", file=sys.stderr)
        return 2
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except (environment.BadEnvironment, database.CannotStart) as problem:
        print(f"goodword: {problem}", file=sys.stderr)
        return 2
