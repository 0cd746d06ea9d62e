"""Remove the demo world, and with it everything else in that database: a demo is not a place to keep things."""

from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from psycopg import sql

from goodword.people.models import Program

JOBS = ("procrastinate_events", "procrastinate_jobs", "procrastinate_periodic_defers")


def clear() -> bool:
    """Empty every table of a database that holds the demo world; False, and nothing done, when it holds something else.

    Runs as the owner of the tables: the triggers that keep history are off only inside this one transaction.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        if not Program.objects.select_for_update().filter(is_demo=True).exists():
            return False
        own = {model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed}
        kept = {"django_migrations", "django_content_type", "auth_permission"}
        tables = sorted((own - kept) | set(JOBS))
        names = sql.SQL(", ").join(map(sql.Identifier, tables))
        guarded = [table for table in tables if table.startswith("goodword_")]
        for table in guarded:
            cursor.execute(sql.SQL("alter table {} disable trigger user").format(sql.Identifier(table)))
        cursor.execute(sql.SQL("truncate {} restart identity").format(names))
        cursor.execute("alter sequence goodword_member_number restart")
        for table in guarded:
            cursor.execute(sql.SQL("alter table {} enable trigger user").format(sql.Identifier(table)))
    call_command("migrate", verbosity=0)
    return True
