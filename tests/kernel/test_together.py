"""Steps taken together leave behind what they leave one by one."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, models
from django.db.migrations import AddConstraint, AddField, AddIndex, AlterField, CreateModel, Migration
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from goodword.kernel.together import Step, Together

LABEL = "drawn"
KEY = ("id", models.BigAutoField(primary_key=True))
BEFORE = [CreateModel("Shelf", [KEY, ("name", models.CharField(max_length=9))])]
STEPS: list[Step] = [
    CreateModel("Book", [KEY, ("name", models.CharField(max_length=9)), ("pages", models.PositiveIntegerField())]),
    CreateModel("Reader", [KEY, ("book", models.ForeignKey("drawn.book", models.CASCADE))]),
    AddField("book", "last_reader", models.ForeignKey("drawn.reader", models.SET_NULL, null=True)),
    AddField("book", "shelf", models.ForeignKey("drawn.shelf", models.PROTECT)),
    AddField("shelf", "favourite", models.ForeignKey("drawn.book", models.SET_NULL, null=True)),
    AlterField("shelf", "name", models.CharField(max_length=20, unique=True)),
    AddIndex("book", models.Index(fields=["shelf", "-pages"], name="book_thick")),
    AddIndex("shelf", models.Index(fields=["favourite", "name"], name="shelf_favourite")),
    AddConstraint("book", models.CheckConstraint(condition=models.Q(pages__gt=0), name="book_has_pages")),
    AddConstraint("shelf", models.CheckConstraint(condition=~models.Q(name=""), name="shelf_has_a_name")),
]
COLUMNS = """
    select attrelid::regclass::text, attname, format_type(atttypid, atttypmod), attnotnull
    from pg_attribute join pg_class on pg_class.oid = attrelid
    where relname like 'drawn%' and relkind = 'r' and attnum > 0 and not attisdropped order by attrelid::regclass::text, attnum
"""
CONSTRAINTS = "select conname, pg_get_constraintdef(oid) from pg_constraint where conrelid::regclass::text like 'drawn%' order by conname"
INDEXES = "select indexname, indexdef from pg_indexes where tablename like 'drawn%' order by indexname"


def there() -> list[list[Any]]:
    """Columns, constraints and indexes as the database has them."""
    found = []
    with connection.cursor() as cursor:
        for question in (COLUMNS, CONSTRAINTS, INDEXES):
            cursor.execute(question)
            found.append(cursor.fetchall())
    return found


def a_migration(*operations: Operation) -> Migration:
    made: Migration = type("Steps", (Migration,), {"operations": operations})("steps", LABEL)
    return made


def taken(state: ProjectState, migration: Migration) -> list[list[Any]]:
    """What is there after a migration; and that nothing of it is there when it has been taken back."""
    before = there()
    with connection.schema_editor() as editor:
        migration.apply(state.clone(), editor)
    after = there()
    with connection.schema_editor() as editor:
        migration.unapply(state.clone(), editor)
    assert there() == before
    return after


@pytest.mark.slow
@pytest.mark.django_db
def test_together_leaves_what_one_by_one_leaves() -> None:
    state = ProjectState()
    with connection.schema_editor() as editor:
        state = a_migration(*BEFORE).apply(state, editor)
    alone, together = (taken(state, migration) for migration in (a_migration(*STEPS), a_migration(Together(STEPS))))
    assert len(alone[0]) == 10
    assert {"book_has_pages", "shelf_has_a_name"} <= {name for name, _ in alone[1]}
    assert {"book_thick", "shelf_favourite"} <= {name for name, _ in alone[2]}
    assert together == alone


@pytest.mark.django_db
def test_whoever_comes_after_finds_every_change_drawn() -> None:
    """With the picture drawn before, as in a long migration, and with none."""
    for drawn_before in (True, False):
        state = ProjectState()
        a_migration(*BEFORE).mutate_state(state, preserve=False)
        if drawn_before:
            assert state.apps.get_model(LABEL, "shelf")
        Together(STEPS).state_forwards(LABEL, state)
        book, shelf = (state.apps.get_model(LABEL, name) for name in ("book", "shelf"))
        assert book._meta.get_field("shelf").related_model is shelf
        assert shelf._meta.get_field("favourite").related_model is book
        assert [each.name for each in shelf._meta.constraints] == ["shelf_has_a_name"]
