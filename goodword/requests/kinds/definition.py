"""What a kind of request declares."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise

from goodword.customers.kinds import ActivityType, Family


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a kind's form: a field of the request, its label and help; neighbours of one group stand side by side."""

    field: str
    label: str | Promise
    help: str | Promise = ""
    required: bool = False
    folded: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of request: label, what it asks for, how it goes through, as data."""

    code: str
    label: str | Promise
    notice: str | Promise
    icon: str
    activity_type: ActivityType
    family: Family
    questions: tuple[Question, ...]
    asks_at_a_time: int = 1
    minutes: int = 30
    groups: Mapping[str, str | Promise] = field(default_factory=dict)
