"""Members whose standing a rule may move tonight: found in SQL, judged by the rules (`policy/rules/moves`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Q, QuerySet

from goodword.customers.kinds import Standing
from goodword.customers.models import Member
from goodword.kernel.clock import add_months, program_day
from goodword.policy.numbers import LOW_HEALTH, Numbers
from goodword.policy.queries.force import InForce
from goodword.policy.rules.moves import Decided, Lead, StandingFacts, leads, next_step

_FIELDS: Final = (
    "pk", "account_id", "standing", "standing_rule", "standing_fact", "standing_from", "standing_until", "standing_seen", "paused_until",
    "verified_on", "joined_on", "account__renewal_on", "account__health", "account__escalated_on",
)  # fmt: skip
PORTION: Final = 2000


def applies(numbers: Numbers, today: date) -> dict[str, Q]:
    """The condition under which each rule speaks of a member; the same as its `judge`, as a test insists."""

    def unknown(months: int) -> Q:
        stale = add_months(today, -months)
        return Q(verified_on__lt=stale) | Q(verified_on=None, joined_on__lt=stale)

    low = LOW_HEALTH[: LOW_HEALTH.index(numbers.health_level) + 1]
    return {
        "escalation": Q(account__escalated_on__isnull=False),
        "health": Q(account__health__in=low),
        "renewal": Q(account__renewal_on__gte=today, account__renewal_on__lt=today + timedelta(days=numbers.renewal_days)),
        "long_unverified": unknown(numbers.long_unverified_months),
        "unverified": unknown(numbers.verification_months),
    }


def may_move(now: InForce) -> QuerySet[Member]:
    """Members that a rule, the end of a rule or a day might move: all others stay as they are."""
    moving = Q(pk=None)
    for code, condition in applies(now.numbers, now.today).items():
        if getattr(now.numbers, f"{code}_leads") not in ("nothing", "flag"):
            moving |= condition
    ends = Q(standing=Standing.PAUSED, paused_until__lte=now.today) | Q(standing_until__lte=now.today)
    return Member.objects.filter((Q(standing=Standing.ACTIVE) & moving) | ~Q(standing_rule="") | ends)


def to_move(now: InForce) -> list[tuple[int, int]]:
    """Which members the rules would move, as (member, account), a portion of them in memory at a time."""
    found = may_move(now).order_by("pk").values(*_FIELDS).iterator(chunk_size=PORTION)
    return [(row["pk"], row["account_id"]) for row in found if next_step(facts_of_values(row, now), now.numbers) is not None]


def facts_of_member(member: Member, now: InForce) -> StandingFacts:
    """The facts of one member, whose account is loaded."""
    account = member.account
    beside = {f"account__{name}": getattr(account, name) for name in ("renewal_on", "health", "escalated_on")}
    own = {name: getattr(member, name) for name in _FIELDS if "__" not in name}
    return facts_of_values({**own, **beside}, now)


def facts_of_values(row: Mapping[str, Any], now: InForce) -> StandingFacts:
    """The facts of one row of values."""
    return StandingFacts(
        today=now.today,
        standing=row["standing"],
        known_on=row["verified_on"] or row["joined_on"],
        rule=row["standing_rule"],
        fact=row["standing_fact"],
        before=row["standing_from"],
        until=row["paused_until"] if row["standing"] == Standing.PAUSED else row["standing_until"],
        renewal_on=row["account__renewal_on"],
        health=row["account__health"],
        escalated_on=row["account__escalated_on"],
        decided=_decided(row["standing_seen"], now),
    )


def _decided(seen: Mapping[str, Any], now: InForce) -> Decided | None:
    if not seen.get("at"):
        return None
    facts = {rule: str(seen.get(rule) or "") for rule in ("renewal", "health", "escalation", "unverified")}
    facts["long_unverified"] = facts["unverified"]
    return Decided(program_day(datetime.fromisoformat(seen["at"]), now.zone), facts)


def leads_of(member: Member, now: InForce) -> tuple[Lead, ...]:
    """What the rules say of one member today, also where they only flag."""
    return leads(facts_of_member(member, now), now.numbers)


def flagged(now: InForce) -> Iterator[tuple[str, Q]]:
    """The rules that only flag, each with the members that it speaks of."""
    for code, condition in applies(now.numbers, now.today).items():
        if getattr(now.numbers, f"{code}_leads") == "flag":
            yield code, condition & Q(standing__in=(Standing.ACTIVE, Standing.CAUTION))
