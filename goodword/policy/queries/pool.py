"""Every rule and the fit in SQL, for searching all members in one statement.

`conditions` has one entry per rule, in the same order as `rules.CANDIDATE_RULES`, for accounts with nobody chosen at
them yet. A property test compares both, rule by rule.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import reduce
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, TextField, Value, When

from goodword.customers.kinds import Health, Standing
from goodword.customers.models import Account, Contact
from goodword.kernel.clock import add_months
from goodword.ledger.models import LedgerSummary
from goodword.policy.facts import Outcome
from goodword.policy.queries import places
from goodword.policy.queries.force import InForce
from goodword.policy.queries.inquiry import Inquiry, blocks_prospect, is_prospect

NEVER = Q(pk__in=[])
ALWAYS = Q(pk__isnull=False)
FREE = ""
_GONE = (Standing.RETIRED, Standing.DECLINED)
_WITH_CARE = (Standing.RECRUITED, Standing.CAUTION)


@dataclass(frozen=True, slots=True)
class Says:
    """The accounts that a rule blocks, and those that it warns about; where both hold, it blocks."""

    block: Q = field(default_factory=lambda: NEVER)
    warn: Q = field(default_factory=lambda: NEVER)


def conditions(inquiry: Inquiry, now: InForce) -> dict[str, Says]:
    """Return what each rule says, as conditions on accounts."""
    return {rule: says(inquiry, now) for rule, says in _RULES.items()}


def judge_pool(accounts: QuerySet[Account], inquiry: Inquiry, now: InForce) -> QuerySet[Any]:
    """Annotate accounts with `availability`: pass, warn or block, as the worst of all rules."""
    return accounts.annotate(availability=worst(list(conditions(inquiry, now).values())))


def free_pool(accounts: QuerySet[Account], inquiry: Inquiry, now: InForce) -> QuerySet[Account]:
    """Return the accounts that no rule blocks: quicker than `judge_pool` when the others are not wanted."""
    return accounts.exclude(reduce(operator.or_, (each.block for each in conditions(inquiry, now).values())))


def worst(says: list[Says]) -> Case:
    """Return the outcome of some rules taken together, as an expression."""
    blocks = reduce(operator.or_, (each.block for each in says))
    warns = reduce(operator.or_, (each.warn for each in says))
    return Case(
        When(blocks, then=Value(Outcome.BLOCK.value)),
        When(warns, then=Value(Outcome.WARN.value)),
        default=Value(Outcome.PASS.value),
        output_field=TextField(),
    )


def blocked_pool(accounts: QuerySet[Account], inquiry: Inquiry, now: InForce) -> QuerySet[Account]:
    """Return the accounts that some rule blocks."""
    return accounts.filter(reduce(operator.or_, (each.block for each in conditions(inquiry, now).values())))


def count_blocked(accounts: QuerySet[Account], inquiry: Inquiry, now: InForce) -> dict[str, int]:
    """Return how many accounts each rule blocks first, in the order of the rules, in one statement; those that are free under `FREE`.

    An account that several rules block counts once, so that all counts together are all accounts.
    """
    says = conditions(inquiry, now)
    first = Case(*(When(each.block, then=Value(rule)) for rule, each in says.items()), default=Value(FREE), output_field=TextField())
    counted = accounts.order_by().annotate(kept_by=first).values_list("kept_by").annotate(Count("pk"))
    return dict.fromkeys((FREE, *says), 0) | dict(counted)


def _standing(inquiry: Inquiry, now: InForce) -> Says:
    stale = add_months(inquiry.ask_on, -now.numbers.verification_months)
    unknown = Q(member__verified_on__lt=stale) | Q(member__verified_on=None, member__joined_on__lt=stale)
    return Says(
        block=Q(member=None)
        | Q(member__standing__in=_GONE)
        | Q(member__standing=Standing.PAUSED, member__paused_until__gt=inquiry.ask_on)
        | Q(member__standing=Standing.PAUSED, member__paused_until=None),
        warn=Q(member__standing=Standing.RECRUITED)
        | Q(member__standing=Standing.CAUTION, member__standing_rule="")
        | (Q(member__standing=Standing.CAUTION, member__standing_rule="health") & ~Q(health=Health.POOR))
        | (Q(member__isnull=False) & unknown),
    )


def _willingness(inquiry: Inquiry, _now: InForce) -> Says:
    wanted = [inquiry.activity_type]
    return Says(block=~Q(member__agreed_types__contains=wanted) | Q(member__refused_types__contains=wanted))


def _family_limit(inquiry: Inquiry, now: InForce) -> Says:
    return Says(block=places.full_for_family(inquiry, now))


def _own_limit(inquiry: Inquiry, now: InForce) -> Says:
    return Says(block=Q(member__isnull=False) & places.full_by_own_limit(inquiry, now))


def _comfort(inquiry: Inquiry, now: InForce) -> Says:
    return Says(warn=places.beyond_comfort(inquiry, now))


def _already_held(inquiry: Inquiry, now: InForce) -> Says:
    return Says(warn=places.busy(inquiry, now))


def _escalation(_inquiry: Inquiry, _now: InForce) -> Says:
    return Says(block=Q(escalated_on__isnull=False))


def _health(_inquiry: Inquiry, now: InForce) -> Says:
    return _as_outcome(now.numbers.poor_health, Q(health=Health.POOR))


def _renewal(inquiry: Inquiry, now: InForce) -> Says:
    far = inquiry.ask_on + timedelta(days=now.numbers.renewal_days)
    return Says(warn=Q(renewal_on__gte=inquiry.ask_on, renewal_on__lt=far))


def _consent(inquiry: Inquiry, now: InForce) -> Says:
    # No permission is on file yet anywhere, so whatever needs one is asked for with care.
    return Says(warn=ALWAYS) if inquiry.activity_type in now.numbers.consent_types else Says()


def _territory(inquiry: Inquiry, now: InForce) -> Says:
    if not inquiry.region:
        return Says()
    named = Q(member__territories__len__gt=0)
    unnamed = Q(member=None) | Q(member__territories__len=0)
    elsewhere = Q(region__isnull=False) & ~Q(region__code=inquiry.region) & unnamed
    outside = Says(block=named & ~Q(member__territories__contains=[inquiry.region]))
    other = _as_outcome(now.numbers.other_region, elsewhere)
    return Says(block=outside.block | other.block, warn=other.warn)


def _conflict(inquiry: Inquiry, _now: InForce) -> Says:
    return Says(block=is_prospect(inquiry) | blocks_prospect(inquiry))


def _confidentiality(inquiry: Inquiry, _now: InForce) -> Says:
    return Says() if inquiry.is_confidential else Says(block=Q(member__is_confidential=True))


def _recently_referenced(inquiry: Inquiry, now: InForce) -> Says:
    return Says(warn=places.asked_since(inquiry.ask_on - timedelta(days=now.numbers.recently_referenced_days)))


def _contactable(inquiry: Inquiry, _now: InForce) -> Says:
    always = Q(ledger_summary__reach__overlap=[inquiry.activity_type, LedgerSummary.ANYTHING])
    return Says(block=Q(do_not_contact=True) | ~(always | Q(pk__in=reachable_that_day(inquiry))))


def reachable_that_day(inquiry: Inquiry) -> QuerySet[Any]:
    """Return the accounts where somebody can be written to who leaves some day, or wants peace until some day.

    They are not in what is kept: it would have to change as days pass.
    """
    day = inquiry.ask_on
    people = (
        Contact.objects.filter(Q(left_on__isnull=False) | Q(quiet_until__isnull=False), do_not_contact=False, bounced_at=None)
        .filter(Q(left_on=None) | Q(left_on__gt=day))
        .filter(Q(quiet_until=None) | Q(quiet_until__lte=day))
        .filter(Q(agreed_types=None) | Q(agreed_types__contains=[inquiry.activity_type]))
        .filter(email__gt="")
    )
    return people.order_by().values("account_id")


def _as_outcome(outcome: str, condition: Q) -> Says:
    if outcome == Outcome.BLOCK:
        return Says(block=condition)
    return Says(warn=condition) if outcome == Outcome.WARN else Says()


_RULES: dict[str, Callable[[Inquiry, InForce], Says]] = {
    "standing": _standing,
    "willingness": _willingness,
    "family_limit": _family_limit,
    "own_limit": _own_limit,
    "comfort": _comfort,
    "already_held": _already_held,
    "escalation": _escalation,
    "health": _health,
    "renewal": _renewal,
    "consent": _consent,
    "territory": _territory,
    "conflict": _conflict,
    "confidentiality": _confidentiality,
    "recently_referenced": _recently_referenced,
    "contactable": _contactable,
}
