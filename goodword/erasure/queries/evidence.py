"""What stays of somebody who is erased, and why: each kind of evidence says how it is found, whether it is used, and how it goes.

A slice that keeps evidence adds a line here, with three functions of its own.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from goodword.erasure.models import KeptEvidence
from goodword.kernel.text import Words
from goodword.requests.queries.evidence import approved_words_of, forget_words, still_used


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceKind:
    """One kind of evidence: what it is, in words, and the functions of its slice."""

    label: Words
    found: Callable[[Collection[int]], list[Any]]
    in_use: Callable[[Iterable[int]], set[int]]
    forget: Callable[[int], None]


KINDS: Final[Mapping[str, EvidenceKind]] = {
    "statement": EvidenceKind(
        label=_("Words that you approved and that we use, with the name under them"),
        found=approved_words_of,
        in_use=still_used,
        forget=forget_words,
    ),
}


def count_evidence(*, before: datetime) -> int:
    """How many pieces of evidence ended before a moment and stand still."""
    return KeptEvidence.objects.filter(ended_at__lt=before, gone_at=None).count()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One thing that stays."""

    kind: str
    row: Any

    @property
    def label(self) -> Words:
        """What it is."""
        return KINDS[self.kind].label


def evidence_of(people: Collection[int]) -> list[Evidence]:
    """Everything that stays of these people while it is used."""
    return [Evidence(kind=code, row=row) for code, kind in KINDS.items() for row in kind.found(people)]
