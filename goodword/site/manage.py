"""`goodword manage`: Django's own commands, with the right role and a running database."""

from __future__ import annotations

import os
from collections.abc import Sequence

from django.core.management import execute_from_command_line

from goodword.site import database, environment

WITHOUT_DATABASE = {"check", "collectstatic", "compilemessages", "diffsettings", "findstatic", "help", "makemessages"}
AS_OWNER = {"migrate", "flush", "sqlmigrate", "dbshell"}


def main(arguments: Sequence[str]) -> int:
    """Run one of Django's commands."""
    command = arguments[0] if arguments else "help"
    if command in AS_OWNER:
        os.environ["GOODWORD_AS_OWNER"] = "1"
    settled = environment.read()
    if settled.embedded and command not in WITHOUT_DATABASE:
        database.place(settled.data).start()
    execute_from_command_line(["goodword manage", *arguments])
    return 0
