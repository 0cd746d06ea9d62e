"""A PostgreSQL of the benchmarks' own, durable as in production, with the schema migrated; rows are made once per size."""

from __future__ import annotations

import os
from typing import Any

import django
import psycopg
from django.core.management import call_command
from django.db import connections
from django.utils.module_loading import import_string
from psycopg import sql

from goodword.site import database, environment

NAME = "goodword_bench"
# Migrated, and nothing in it: the others are copies of it, which takes no time.
EMPTY = "goodword_bench_empty"


def ready(name: str = NAME, *, like: str = "") -> None:
    """Start the server, create and migrate the database, and set Django up on it; a new one as a copy of another, if that is there."""
    settled = environment.read()
    folder = settled.data / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    server = database.place(folder)
    if not server.running():
        server.start()
    first = False
    with psycopg.connect(server.url(database.SUPERUSER, "postgres"), autocommit=True) as link:
        there = {row[0] for row in link.execute("select datname from pg_database").fetchall()}
        if name not in there:
            first = EMPTY not in there
            _copy(link, name, next((each for each in (like, EMPTY) if each in there), "template1"))
    os.environ["DATABASE_URL"] = server.url(database.SUPERUSER, name)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodword.site.settings")
    django.setup()
    print("Preparing the benchmark's database ...", flush=True)
    call_command("migrate", verbosity=0)
    if first:
        connections.close_all()  # nobody may be in what is copied
        with psycopg.connect(server.url(database.SUPERUSER, "postgres"), autocommit=True) as link:
            _copy(link, EMPTY, name)
    import_string("goodword.site.prepare.collect_static")()  # needs the models, so only now


def _copy(link: psycopg.Connection[Any], name: str, template: str) -> None:
    link.execute(sql.SQL("create database {} template {}").format(sql.Identifier(name), sql.Identifier(template)))
