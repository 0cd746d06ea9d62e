"""A row of any table, and somebody's name in any column of it: so that no column is left out of a test because nobody thought of it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any, Final, TypeAlias
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, connection, models, transaction
from django.db.models.fields import NOT_PROVIDED

from goodword.kernel import clock

_NUMBERS: Final = count(9000)
Column: TypeAlias = "models.Field[Any, Any]"


def a_row(model: type[models.Model], **given: Any) -> models.Model:
    """The newest row of a table, or a new one with as little in it as it takes."""
    standing = model._default_manager.order_by("-pk").first()
    if standing is not None and not given:
        return standing
    values: dict[str, Any] = dict(given)
    for field in model._meta.concrete_fields:
        if field.name in values or field.primary_key or isinstance(field, models.GeneratedField):
            continue
        has_default = field.has_default() or field.db_default is not NOT_PROVIDED or getattr(field, "auto_now_add", False)
        if not field.null and not has_default:
            values[field.name] = _something(field)
    return model._default_manager.create(**values)


def _something(field: Column) -> Any:
    if isinstance(field, models.ForeignKey):
        return a_row(field.related_model)
    if field.choices:
        return next(iter(dict(field.flatchoices)))
    if isinstance(field, models.DateTimeField):
        return clock.now()
    if isinstance(field, models.DateField):
        return date(2026, 1, 5) + timedelta(days=next(_NUMBERS) - 9000)
    if isinstance(field, models.UUIDField):
        return uuid4()
    if isinstance(field, models.JSONField):
        return {}
    if isinstance(field, models.BooleanField):
        return False
    is_number = isinstance(field, models.IntegerField | models.FloatField | models.DecimalField)
    return next(_NUMBERS) if is_number else f"x{next(_NUMBERS)}"[: field.max_length or 20]


def plant(row: models.Model, field: Column, words: str) -> None:
    """Write words into a column of a row, as the database's owner could."""
    short = words[: field.max_length] if field.max_length else words
    value: Any = short
    if isinstance(field, ArrayField):
        value = [short]
    elif isinstance(field, models.JSONField):
        value = {"said": short, "twice": [short]}
    elif isinstance(field, models.BinaryField):
        value = words.encode()
    try:
        with transaction.atomic():
            changed = type(row)._default_manager.filter(pk=row.pk).update(**{field.name: value})
    except IntegrityError:
        raise AssertionError(f"{field} takes no words: plant it by hand") from None
    assert changed == 1, field


def everything() -> str:
    """All that stands in the database, as text."""
    parts = []
    with connection.cursor() as cursor:
        for table in sorted({*connection.introspection.table_names(cursor), "goodword_cache"}):
            cursor.execute(f'select t::text from "{table}" t')
            parts += [f"{table}: {row}" for (row,) in cursor.fetchall()]
    return "\n".join(parts)
