"""Remove the demo world, and with it everything else in that database: a demo is not a place to keep things."""

import time

from django.apps import apps
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from psycopg import sql

from goodword.people.models import Program

JOBS = ("procrastinate_events", "procrastinate_jobs", "procrastinate_periodic_defers")


PATIENCE_SECONDS = 60.0  # web and worker may be at work; each try has every table at once, or none
PAUSE_SECONDS = 0.05


def clear() -> bool:
    """Empty every table of a database that holds the demo world; False, and nothing done, when it holds something else.

    Runs as the owner of the tables: the triggers that keep history are off only inside this one transaction.
    """
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            cleared = _empty_tables()
            break
        except OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(PAUSE_SECONDS)
    if cleared:
        call_command("migrate", verbosity=0)
    return cleared


def _empty_tables() -> bool:
    with transaction.atomic(), connection.cursor() as cursor:
        if not Program.objects.filter(is_demo=True).exists():
            return False
        own = {model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed}
        kept = {"django_migrations", "django_content_type", "auth_permission"}
        tables = sorted((own - kept) | set(JOBS))
        names = sql.SQL(", ").join(map(sql.Identifier, tables))
        cursor.execute(sql.SQL("lock table {} in access exclusive mode nowait").format(names))
        guarded = [table for table in tables if table.startswith("goodword_")]
        for table in guarded:
            cursor.execute(sql.SQL("alter table {} disable trigger user").format(sql.Identifier(table)))
        cursor.execute(sql.SQL("truncate {} restart identity").format(names))
        cursor.execute("alter sequence goodword_member_number restart")
        for table in guarded:
            cursor.execute(sql.SQL("alter table {} enable trigger user").format(sql.Identifier(table)))
    return True
