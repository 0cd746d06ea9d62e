"""The four facts for the decision: asked, open or planned, effort so far, and what the customer is comfortable with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from goodword.customers.models import Member
from goodword.customers.queries import comfort_words
from goodword.kernel.clock import add_months
from goodword.ledger.models import LedgerEntry
from goodword.policy.queries.force import InForce

MONTHS_LOOKED_AT = 12


@dataclass(frozen=True, slots=True)
class Planned:
    """A place that is held, or an ask whose answer is open: its family and day, without saying what for."""

    family: str
    is_hold: bool
    day: date


@dataclass(frozen=True, slots=True)
class FourFacts:
    """What a manager looks at before deciding. Counts and effort are of the twelve months up to today."""

    asked: tuple[tuple[str, int], ...]
    accepted: int
    last_asked_on: date | None
    planned: tuple[Planned, ...]
    effort: int
    effort_comfort: int
    comfort: str

    @property
    def asked_in_all(self) -> int:
        """How often the customer was asked, for anything."""
        return sum(count for _, count in self.asked)


def four_facts(account_ids: Iterable[int], now: InForce) -> dict[int, FourFacts]:
    """Return the four facts of some accounts by id, in two statements."""
    ids = list(account_ids)
    since = add_months(now.today, -MONTHS_LOOKED_AT)
    entries: dict[int, list[LedgerEntry]] = {pk: [] for pk in ids}
    recent = Q(asked_on__gt=since) | Q(kind=LedgerEntry.HOLD) | Q(answer="")
    for entry in LedgerEntry.objects.filter(recent, account_id__in=ids, released_at=None).order_by("planned_on", "pk"):
        entries[entry.account_id].append(entry)
    members = {member.account_id: member for member in Member.objects.filter(account_id__in=ids)}
    return {pk: _of_account(entries[pk], members.get(pk), since, now) for pk in ids}


def _of_account(entries: list[LedgerEntry], member: Member | None, since: date, now: InForce) -> FourFacts:
    asks = [entry for entry in entries if entry.asked_on is not None and entry.asked_on > since]
    counts = Counter(entry.family for entry in asks)
    lately = add_months(now.today, -1)
    open_ones = [entry for entry in entries if entry.kind == LedgerEntry.HOLD or (not entry.answer and entry.planned_on > lately)]
    comfort_effort = member.comfort_effort if member else None
    return FourFacts(
        asked=tuple(sorted(counts.items())),
        accepted=sum(entry.answer == "accepted" for entry in asks),
        last_asked_on=max((entry.asked_on for entry in asks if entry.asked_on), default=None),
        planned=tuple(Planned(entry.family, entry.kind == LedgerEntry.HOLD, entry.planned_on) for entry in open_ones),
        effort=sum(entry.effort for entry in asks),
        effort_comfort=comfort_effort if comfort_effort is not None else now.numbers.effort_comfort,
        comfort=comfort_words(member) if member else "",
    )
