"""The page of an owner or success manager who is asked whether those who registered fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from goodword.people.queries import today
from goodword.portal.queries.names import first_name
from goodword.recruiting.kinds.leads import MONTHS, month_words
from goodword.recruiting.queries.fitness_links import Fitness, FitnessAnswer, FitnessAsk, answered, asked_by_mail, is_decided
from goodword.ui.dates import day_words


@dataclass(frozen=True, slots=True)
class FitnessShown:
    """One who registered: what they wrote, what was said of them, whether it can still be said."""

    row: FitnessAnswer
    wrote: Sequence[tuple[str, str]]
    said: str
    is_decided: bool
    may_answer: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FitnessPage:
    """Everybody whom one mail asked about."""

    reader: str
    today: date
    asked: Sequence[FitnessShown]
    months: Sequence[tuple[int, str]]

    @property
    def open_count(self) -> int:
        """How many wait for an answer."""
        return sum(not each.said and each.may_answer for each in self.asked)

    def row(self, key: int | None) -> FitnessAnswer | None:
        """One of them that can be answered, by key."""
        return next((each.row for each in self.asked if each.row.pk == key and each.may_answer), None)


def fitness_page(ask: FitnessAsk, reader: Any, *, at: datetime) -> FitnessPage:
    """What one mail asked, as it stands."""
    day = today(at)
    rows = asked_by_mail(ask)
    return FitnessPage(
        reader=first_name(reader.name),
        today=day,
        asked=[_shown(each, reader, day) for each in rows],
        months=[(months, month_words(months)) for months in MONTHS],
    )


def _shown(row: FitnessAnswer, reader: Any, day: date) -> FitnessShown:
    decided = is_decided(row)
    wrote = answered(row.registration.program, row.registration.answers)
    return FitnessShown(row, wrote, _said(row, day), decided, not decided and reader.pk in (row.asked_id, row.deputy_for_id))


def _said(row: FitnessAnswer, day: date) -> str:
    if row.answer == Fitness.NOT_NOW and row.until_on is not None:
        return _("Not before %(day)s") % {"day": day_words(row.until_on, today=day)}
    return str(Fitness(row.answer).label) if row.answer else ""
