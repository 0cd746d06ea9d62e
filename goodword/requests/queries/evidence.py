"""What somebody at a customer approved and we use: it stays as evidence, on its own basis, when the person is erased."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection

from goodword.people.queries import today
from goodword.requests.models import Statement

__all__ = ["ApprovedWords", "approved_words_of", "forget_words", "still_used"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovedWords:
    """Words that somebody approved, as they are used: who said yes is part of it."""

    pk: int
    words: str
    said_by: str
    approved_on: date


def approved_words_of(people: Collection[int]) -> list[ApprovedWords]:
    """The words in use that these people approved."""
    rows = Statement.objects.filter(candidate__contact__in=people, usable__isnull=False).select_related("usable__version")
    return [
        ApprovedWords(pk=row.pk, words=row.usable.words, said_by=row.usable.said_by, approved_on=today(row.usable.at))
        for row in rows.order_by("pk")
        if row.usable is not None
    ]


def still_used(statements: Iterable[int]) -> set[int]:
    """Those of some words that are still used."""
    return set(Statement.objects.filter(pk__in=list(statements), usable__isnull=False).values_list("pk", flat=True))


def forget_words(statement: int) -> None:
    """Let go of sentences, every version of them, and who approved them."""
    with connection.cursor() as cursor:
        cursor.execute("select goodword_forget_words(%s, false)", [statement])
