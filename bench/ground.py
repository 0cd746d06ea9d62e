"""A PostgreSQL of the benchmarks' own, durable as in production, with the schema migrated; rows are made once per size."""

from __future__ import annotations

import os

import django
import psycopg
from django.core.management import call_command
from django.utils.module_loading import import_string
from psycopg import sql

from goodword.site import database, environment

NAME = "goodword_bench"


def ready(name: str = NAME, *, like: str = "") -> None:
    """Start the server, create and migrate the database, and set Django up on it; a new one as a copy of another, if that is there."""
    settled = environment.read()
    folder = settled.data / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    server = database.place(folder)
    if not server.running():
        server.start()
    with psycopg.connect(server.url(database.SUPERUSER, "postgres"), autocommit=True) as connection:
        if connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone() is None:
            there = connection.execute("select 1 from pg_database where datname = %s", [like]).fetchone()
            template = like if there else "template1"
            connection.execute(sql.SQL("create database {} template {}").format(sql.Identifier(name), sql.Identifier(template)))
    os.environ["DATABASE_URL"] = server.url(database.SUPERUSER, name)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodword.site.settings")
    django.setup()
    print("Preparing the benchmark's database ...", flush=True)
    call_command("migrate", verbosity=0)
    import_string("goodword.site.prepare.collect_static")()  # needs the models, so only now
