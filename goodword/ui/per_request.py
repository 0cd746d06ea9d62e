"""What is read once for a request, and kept with it for whoever asks again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import HttpRequest

T = TypeVar("T")


@dataclass(frozen=True)
class PerRequest(Generic[T]):
    """Something that may be kept with a request, by the name that templates know it by."""

    name: str

    def put(self, request: HttpRequest, value: T) -> T:
        """Keep it; returns it."""
        vars(request)[self.name] = value
        return value

    def of(self, request: HttpRequest) -> T | None:
        """What was kept, if it was."""
        found: T | None = vars(request).get(self.name)
        return found
