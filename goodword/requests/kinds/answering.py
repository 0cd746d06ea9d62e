"""How a question of a kind's own is answered. What is stored is text, a number, yes or no, or a day as text."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text."""

    most: int = 300


@dataclass(frozen=True, slots=True)
class Prose:
    """Some sentences."""

    rows: int = 3
    most: int = 4000


@dataclass(frozen=True, slots=True)
class Day:
    """A day."""


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number."""

    least: int = 1
    most: int = 100_000


@dataclass(frozen=True, slots=True)
class YesNo:
    """Yes, or not."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few: the codes that are stored, with their words."""

    options: Mapping[str, str | Promise]
    any_word: str | Promise = ""


@dataclass(frozen=True, slots=True)
class Address:
    """An address of the web."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """A colleague, kept by id."""


@dataclass(frozen=True, slots=True)
class Stages:
    """Some stages of the product that customers use, as they stand in our records."""


Answer = Line | Prose | Day | Count | YesNo | OneOf | Address | Colleague | Stages
