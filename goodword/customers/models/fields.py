"""Fields that several nouns of the slice have."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


def short_codes(size: int = 60) -> "ArrayField[list[str], list[str]]":
    """An array of short codes."""
    return ArrayField(models.CharField(max_length=size), default=list, blank=True)
