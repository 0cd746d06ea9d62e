"""Writing changed fields."""

from collections.abc import Mapping
from typing import Any

from django.db import models


def _same(before: Any, after: Any) -> bool:
    """Codes ticked in another order are the same codes."""
    if isinstance(before, list) and isinstance(after, list):
        return sorted(before) == sorted(after)
    return bool(before == after)


def changed_fields(row: models.Model, values: Mapping[str, Any]) -> list[str]:
    """Set the values that differ and return their names, sorted: what the journal keeps (never the values)."""
    changed = [name for name, value in values.items() if not _same(getattr(row, name), value)]
    for name in changed:
        setattr(row, name, values[name])
    return sorted(changed)
