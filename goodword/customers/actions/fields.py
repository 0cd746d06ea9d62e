"""Writing changed fields."""

from collections.abc import Mapping
from typing import Any

from django.db import models


def changed_fields(row: models.Model, values: Mapping[str, Any]) -> list[str]:
    """Set the values that differ and return their names, sorted: what the journal keeps (never the values)."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    return sorted(changed)
