"""The four facts for the decision: asked, open or planned, effort so far, and what the customer is comfortable with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import DateField, Exists, ExpressionWrapper, OuterRef

from goodword.customers.kinds import Family
from goodword.customers.models import CampaignSpeaker, Member
from goodword.customers.queries import comfort_words
from goodword.kernel.clock import add_months
from goodword.ledger.models import LedgerEntry
from goodword.ledger.queries import standing
from goodword.policy.queries.force import InForce

MONTHS_LOOKED_AT = 12
# How long before a talk it may have been asked for; an import of campaigns counts by the same rule.
ASKED_BEFORE: Final = timedelta(days=200)


@dataclass(frozen=True, slots=True)
class Planned:
    """A place that is held, or an ask whose answer is open: its family and day, without saying what for."""

    family: str
    is_hold: bool
    day: date


@dataclass(frozen=True, slots=True)
class Talk:
    """Where a customer spoke, and when."""

    name: str
    held_on: date


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
    # Talks that were not asked for in the ledger, the latest first: those that were are counted as asks already.
    talks: tuple[Talk, ...] = ()

    @property
    def asked_in_all(self) -> int:
        """How often the customer was asked, for anything."""
        return sum(count for _, count in self.asked)


def four_facts(
    account_ids: Iterable[int], now: InForce, *, members: Iterable[Member] | None = None, entries: Iterable[LedgerEntry] | None = None
) -> dict[int, FourFacts]:
    """Return the four facts of some accounts by id, in three statements, one less for each of what is known.

    `entries` are those that `ledger.queries.standing` finds since a day that is no later than twelve months ago.
    """
    ids = list(account_ids)
    since = add_months(now.today, -MONTHS_LOOKED_AT)
    of: dict[int, list[LedgerEntry]] = {pk: [] for pk in ids}
    for entry in standing(ids, since=since) if entries is None else entries:
        of[entry.account_id].append(entry)
    known = Member.objects.filter(account_id__in=ids) if members is None else members
    by_account = {member.account_id: member for member in known}
    talks = _talks(ids, since, now.today)
    return {pk: _of_account(of[pk], by_account.get(pk), talks.get(pk, []), since, now) for pk in ids}


def _talks(ids: list[int], since: date, today: date) -> dict[int, list[Talk]]:
    """Where each of some accounts spoke without an ask of the ledger: one of the months before, that is not the day of another talk."""
    held = "campaign__held_on"
    spoke = CampaignSpeaker.objects.filter(account_id=OuterRef("account_id"), campaign__held_on=OuterRef("asked_on"))
    another = spoke.exclude(campaign__held_on=OuterRef(OuterRef(held)))
    asked = LedgerEntry.objects.filter(
        ~Exists(another),
        account_id=OuterRef("account_id"),
        family=Family.PARTICIPATION,
        released_at=None,
        asked_on__lte=OuterRef(held),
        asked_on__gte=ExpressionWrapper(OuterRef(held) - ASKED_BEFORE, output_field=DateField()),
    )
    rows = CampaignSpeaker.objects.filter(~Exists(asked), account_id__in=ids, campaign__held_on__gt=since, campaign__held_on__lte=today)
    found: dict[int, list[Talk]] = {}
    named = rows.values_list("account_id", "campaign__name", held).order_by("account_id", f"-{held}", "campaign__name").distinct()
    for account_id, name, held_on in named:
        found.setdefault(account_id, []).append(Talk(name, held_on))
    return found


def _of_account(entries: list[LedgerEntry], member: Member | None, talks: list[Talk], since: date, now: InForce) -> FourFacts:
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
        talks=tuple(talks),
    )
