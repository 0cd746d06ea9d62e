"""Which customers have no place left, in SQL: the usage limit of a family, and what customers set for themselves.

The statements say the same as `rules/family_limit.py` and `rules/own_limit.py`. The most places are taken on a day on
which one of them begins, so it is enough to count there.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from django.db.models import BigIntegerField, Q
from django.db.models.expressions import RawSQL

from goodword.customers.models import SelfLimit
from goodword.kernel.clock import add_months
from goodword.policy.periods import PERIODS, earliest_reaching, usage_period
from goodword.policy.queries.force import InForce
from goodword.policy.queries.inquiry import Inquiry
from goodword.policy.rules.comfort import MONTHS_LOOKED_AT

_NAMED = re.compile(r"%\((\w+)\)s")

# Each place has the days that the limit at hand gives it; `since` is the first planned day from which they reach into the period.
_CROWDED = """
with place as (
  select e.id, e.holder_id, goodword_usage_period(e.planned_on, %(per)s, %(count)s, %(first)s) as days from goodword_ledgerentry e
  where e.family = %(family)s and e.released_at is null and e.planned_on >= %(since)s::date and e.planned_on < %(end)s::date {keeps}
)
select p.holder_id from place p join place q on q.holder_id = p.holder_id and q.days @> greatest(lower(p.days), %(start)s::date)
group by p.holder_id, p.id having count(*) >= %(times)s
"""

# With one place, any entry that touches the period takes it.
_TAKEN = """
select e.holder_id from goodword_ledgerentry e
where e.family = %(family)s and e.released_at is null and e.planned_on >= %(since)s::date and e.planned_on < %(end)s::date {keeps}
"""
# Open holds and open asks always keep their place; the function `goodword_keeps_place` of the database says the same.
_KEEPS = {
    "asked": "",
    "accepted": "and (e.kind = 'hold' or e.answer not in ('declined', 'no_answer'))",
    "done": "and (e.kind = 'hold' or e.answer not in ('declined', 'no_answer') and not e.missed)",
}

# Own limits: an entry occupies `days` days from its planned day on. {whose} is the column that ties it to the customer.
_OWN = """
select m.account_id from goodword_selflimit s
join goodword_member m on m.id = s.member_id
join goodword_account a on a.id = m.account_id
join goodword_ledgerentry p on p.{whose} = m.account_id and p.family = s.family and p.released_at is null
  and p.planned_on < %(ask)s::date + s.days and p.planned_on + s.days > %(ask)s::date
join goodword_ledgerentry q on q.{whose} = m.account_id and q.family = s.family and q.released_at is null
  and q.planned_on <= greatest(p.planned_on, %(ask)s::date) and q.planned_on + s.days > greatest(p.planned_on, %(ask)s::date)
where s.contact_id is null and s.family = %(family)s {who}
group by m.account_id, s.id, s.most, p.id having count(*) >= s.most
"""

# What customers said they are comfortable with; few said so, and only their entries are looked at.
_TOO_OFTEN = """
select m.account_id from goodword_member m
join goodword_ledgerentry e on e.account_id = m.account_id and e.released_at is null
  and coalesce(e.asked_on, e.planned_on) > %(ask)s::date - m.comfort_days
  and coalesce(e.asked_on, e.planned_on) < %(ask)s::date + m.comfort_days
where m.comfort_days is not null
"""
_TOO_MUCH = """
select m.account_id from goodword_member m
left join goodword_ledgerentry e on e.account_id = m.account_id and e.released_at is null and e.asked_on > %(since)s::date
where m.comfort_effort is not null
group by m.account_id, m.comfort_effort having coalesce(sum(e.effort), 0) + %(adds)s > m.comfort_effort
"""

# All accounts below (and with) the top ones that a statement names.
_FAMILIES = """
with recursive family (id) as (
  select id from goodword_account where parent_id is null and id in ({tops})
  union
  select a.id from goodword_account a join family f on a.parent_id = f.id
)
select id from family
"""


def of_holders(tops: str, params: dict[str, object], now: InForce) -> Q:
    """Return the condition on accounts whose holder is named by a statement."""
    statement = _FAMILIES.format(tops=tops) if now.counts_per_parent else tops
    return Q(pk__in=_raw(statement, params))


def full_for_family(inquiry: Inquiry, now: InForce) -> Q:
    """Return the condition on accounts for which the family's limit leaves no place."""
    limit = now.numbers.limit_of(inquiry.family)
    if limit is None:
        return Q(pk__in=[])
    if limit.times < 1:
        return Q(pk__isnull=False)
    start, end = usage_period(limit, inquiry.ask_on, now.fiscal)
    params: dict[str, object] = {
        "start": start,
        "end": end,
        "since": earliest_reaching(limit, inquiry.ask_on, now.fiscal),
        "family": inquiry.family,
        "times": limit.times,
        "per": PERIODS[limit.period.kind],
        "count": limit.period.count,
        "first": now.fiscal.first_month,
    }
    statement = _TAKEN if limit.times == 1 else _CROWDED
    return of_holders(statement.format(keeps=_KEEPS[now.numbers.counts]), params, now)


def full_by_own_limit(inquiry: Inquiry, now: InForce) -> Q:
    """Return the condition on accounts that reached a limit the company set for itself (not one of its people)."""
    params: dict[str, object] = {"ask": inquiry.ask_on, "family": inquiry.family}
    never = SelfLimit.objects.filter(contact=None, family=inquiry.family, most=0)
    if not now.counts_per_parent:
        whole = _OWN.format(whose="holder_id", who="")
        return Q(pk__in=never.values("member__account_id")) | Q(pk__in=_raw(whole, params))
    below = "select m.account_id from goodword_selflimit s join goodword_member m on m.id = s.member_id"
    zero = f"{below} where s.contact_id is null and s.family = %(family)s and s.most = 0"
    return (
        Q(pk__in=never.values("member__account_id"))
        | of_holders(zero, params, now)
        | of_holders(_OWN.format(whose="holder_id", who="and a.parent_id is null"), params, now)
        | Q(pk__in=_raw(_OWN.format(whose="account_id", who="and a.parent_id is not null"), params))
    )


def beyond_comfort(inquiry: Inquiry, now: InForce) -> Q:
    """Return the condition on accounts for which this ask is sooner, or more, than they said they like."""
    since = add_months(inquiry.ask_on, -MONTHS_LOOKED_AT)
    adds = now.numbers.effort_of(inquiry.activity_type)
    return Q(pk__in=_raw(_TOO_OFTEN, {"ask": inquiry.ask_on})) | Q(pk__in=_raw(_TOO_MUCH, {"since": since, "adds": adds}))


def busy(inquiry: Inquiry, now: InForce) -> Q:
    """Return the condition on accounts that another request holds, or asked lately and without an answer so far."""
    midnight = _midnight(inquiry.ask_on, now)
    since = inquiry.ask_on - timedelta(days=now.numbers.answer_days)
    statement = """
select holder_id from goodword_ledgerentry where released_at is null and kind = 'hold'
  and (expires_at is null or expires_at >= %(midnight)s::timestamptz)
union
select holder_id from goodword_ledgerentry where kind = 'ask' and released_at is null
  and answer = '' and asked_on > %(since)s::date and asked_on <= %(ask)s::date
"""
    return of_holders(statement, {"midnight": midnight, "since": since, "ask": inquiry.ask_on}, now)


def asked_since(day: date) -> Q:
    """Return the condition on accounts that were asked, for anything, after a day."""
    return Q(ledger_summary__last_asked_on__gt=day)


def _midnight(day: date, now: InForce) -> datetime:
    """Return the moment at which a day begins in the program's time zone."""
    return datetime.combine(day, time.min, tzinfo=now.zone)


def _raw(statement: str, params: dict[str, object]) -> RawSQL:
    """Return a statement of ours as the right side of `in`; only values come from outside, as parameters."""
    values = [params[name] for name in _NAMED.findall(statement)]
    return RawSQL(_NAMED.sub("%s", statement), values, output_field=BigIntegerField())  # noqa: S611 - our own statement; values travel as parameters
