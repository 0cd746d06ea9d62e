"""Points on the earth, and how far they are apart. A point is three numbers on a globe of radius one: nearness is then three products."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, sqrt
from typing import Final

EARTH_KM: Final = 6371.0088
_HALF_A_KM: Final = 0.5


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is, and in which state or province; a point only when the city is known."""

    x: float | None = None
    y: float | None = None
    z: float | None = None
    area: str = ""

    @property
    def point(self) -> tuple[float, float, float] | None:
        """The point, when the city is known."""
        return None if self.x is None or self.y is None or self.z is None else (self.x, self.y, self.z)


def nearness(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """The cosine of the angle between two points, in the order in which the database adds it up."""
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


def km_of(near: float) -> int:
    """Whole kilometres between two points of a nearness, along the ground."""
    return round(2 * EARTH_KM * asin(min(1.0, sqrt(max(0.0, (1 - near) / 2)))))


def nearness_within(km: int) -> float:
    """The least nearness of points that are so many whole kilometres apart, or fewer."""
    return cos((km + _HALF_A_KM) / EARTH_KM)


def reach_of(km: int) -> float:
    """How far each of the three numbers of a point can be from another so many kilometres away."""
    return 2 * (km + 1) / (2 * EARTH_KM)
