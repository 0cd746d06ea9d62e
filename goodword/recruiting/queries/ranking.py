"""The ranking of all customers in SQL, a portion of them at a time; `kinds/leads.py` says the same for one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, time, timedelta
from typing import Any, Final

from django.db import connection

from goodword.customers.kinds import ListKind
from goodword.customers.models import ListItem
from goodword.policy.queries import InForce
from goodword.recruiting.kinds.leads import AGAINST, FOR, LeadFacts
from goodword.recruiting.queries.demand import CASE, PLACE, gaps
from goodword.recruiting.states import NOMINATION_OPEN, REGISTRATION_OPEN, RegistrationState

AT_ONCE: Final = 10_000
# More than anybody can have.
MOST_POINTS: Final = 10_000
FACTS: Final = tuple(each.name for each in fields(LeadFacts))
_PORTION = "select max(id), count(*) from (select id from goodword_account where id > %s order by id limit %s) portion"
# Each table is read once, in the order of its customers, and laid beside them; who is left out is counted too, and left out last.
_RANK = """
with places as materialized (select * from jsonb_to_recordset(%(places)s::jsonb) as g (industry text, region text, missing int)),
cases as materialized (select * from jsonb_to_recordset(%(cases)s::jsonb) as g (use_case text, segment text, missing int)),
put_forward as (
  select account_id, bool_or(state = any(%(open)s)) as is_open, count(*) filter (where state = 'not_approved') as turned_down
  from goodword_nomination where purpose = 'program' and account_id > %(after)s and account_id <= %(until)s group by 1
),
signed_up as (
  select distinct account_id from goodword_registration
  where state = any(%(signed_up)s) and account_id > %(after)s and account_id <= %(until)s
),
won as (
  select account_id, max(close_on) as won_on from goodword_opportunity
  where account_id > %(after)s and account_id <= %(until)s and stage = any(%(won)s) and close_on > %(success)s and close_on <= %(today)s
  group by 1
),
grown as (
  select distinct on (object_id) object_id as account_id, (before #>> '{}')::int as seats_before from goodword_fieldchange
  where kind = 'account' and object_id > %(after)s and object_id <= %(until)s and field = 'seats' and at >= %(success_at)s
    and jsonb_typeof(before) = 'number'
  order by object_id, id
),
helped as (
  select k.account_id, max((u.at at time zone %(zone)s)::date) as helped_on
  from goodword_outcome u join goodword_candidate k on k.id = u.candidate_id
  join goodword_referencerequest q on q.id = k.reference_request_id and q.circle_id is null
  where u.result = 'helped' and u.at >= %(success_at)s and k.account_id > %(after)s and k.account_id <= %(until)s group by 1
),
members as (select account_id, standing from goodword_member where account_id > %(after)s and account_id <= %(until)s),
said as (
  select w.account_id, w.answer, w.until_on, n.state as began
  from goodword_leadanswer w left join goodword_nomination n on n.id = w.nomination_id
  where w.ended_at is null and w.account_id > %(after)s and w.account_id <= %(until)s
),
asked as (
  select account_id, last_asked_on, greatest(answered - accepted, 0) as declined from goodword_ledgersummary
  where account_id > %(after)s and account_id <= %(until)s
),
known as (
  select a.id, a.health, a.customer_since, a.seats, a.renewal_on, grown.seats_before, won.won_on, helped.helped_on,
    coalesce(p.missing, 0) as place_gap, coalesce(c.missing, 0) as case_gap, coalesce(c.use_case, '') as "case",
    s.last_asked_on as asked_on, coalesce(s.declined, 0) as declined, coalesce(f.turned_down, 0) as turned_down, case
      when m.standing = 'declined' then 'declined' when m.standing = 'retired' then 'retired' when m.account_id is not null then 'member'
      when f.is_open then 'nominated' when g.account_id is not null then 'registered'
      when w.answer = 'never' then 'never' when w.answer = 'not_now' and w.until_on > %(today)s then 'not_now'
      when w.answer = 'yes' and w.began not in ('not_approved', 'withdrawn') then 'yes'
      when a.do_not_contact then 'do_not_contact' when a.escalated_on is not null then 'escalation' else '' end as left_out
  from goodword_account a left join members m on m.account_id = a.id
  left join put_forward f on f.account_id = a.id left join signed_up g on g.account_id = a.id left join said w on w.account_id = a.id
  left join goodword_region r on r.id = a.region_id
  left join places p on p.industry = a.industry and p.region = r.code
  left join lateral (select use_case, missing from cases where cases.segment = a.segment and cases.use_case = any(a.use_cases)
    order by missing desc, use_case collate "C" limit 1) c on true
  left join asked s on s.account_id = a.id
  left join won on won.account_id = a.id left join grown on grown.account_id = a.id left join helped on helped.account_id = a.id
  where a.id > %(after)s and a.id <= %(until)s
),
counted as (
  select k.*,
    %(w_success)s * (won_on is not null or helped_on is not null or coalesce(seats > seats_before, false))::int as p_success,
    %(w_place)s * least(place_gap, %(gap)s) / %(gap)s as p_place,
    %(w_case)s * least(case_gap, %(gap)s) / %(gap)s as p_case,
    case health when 'good' then %(w_health)s when 'fair' then %(w_health)s / 3 else 0 end as p_health,
    %(w_size)s * least(coalesce(seats, 0), %(seats)s) / %(seats)s as p_size,
    %(w_tenure)s * least(greatest(coalesce(
      (extract(year from %(today)s::date) - extract(year from customer_since))::int * 12
      + (extract(month from %(today)s::date) - extract(month from customer_since))::int
      - (extract(day from %(today)s::date) < extract(day from customer_since))::int, 0), 0), %(months)s) / %(months)s as p_tenure,
    %(w_never_asked)s * (asked_on is null)::int as p_never_asked,
    -%(w_declined)s * (declined > 0 or turned_down > 0)::int as p_declined,
    -%(w_renewal)s * coalesce(renewal_on >= %(today)s and renewal_on < %(far)s, false)::int as p_renewal,
    -%(w_poor)s * (health = 'poor')::int as p_poor
  from known k
),
summed as materialized (
  select *, p_success + p_place + p_case + p_health + p_size + p_tenure + p_never_asked + p_declined + p_renewal + p_poor as points
  from counted
),
best as (
  select id, points, p_success, p_place, p_case, p_health, p_size, p_tenure, p_never_asked, p_declined, p_renewal, p_poor,
    nullif(health, '') as health, customer_since, seats, seats_before, won_on, helped_on, nullif(place_gap, 0) as place_gap,
    nullif(case_gap, 0) as case_gap, nullif("case", '') as "case", asked_on, nullif(declined, 0) as declined,
    nullif(turned_down, 0) as turned_down, renewal_on
  from summed where left_out = '' and points >= %(least)s
    and (points > %(over)s or points = %(over)s and coalesce(seats, -1) > %(over_seats)s)
  order by points desc, seats desc nulls last, id limit %(most)s
)
select
  (select coalesce(json_object_agg(left_out, n), '{}') from (select left_out, count(*) as n from summed group by 1) by_reason),
  (select count(*) from summed where left_out = '' and points >= %(least)s),
  (select coalesce(json_agg(best order by points desc, seats desc nulls last, id), '[]') from best)
"""


@dataclass(frozen=True, slots=True)
class Found:
    """One customer worth asking, as the database ranks it."""

    account_id: int
    points: int
    seats: int
    parts: Mapping[str, int]
    facts: Mapping[str, Any]

    @property
    def order(self) -> tuple[int, int, int]:
        """What it is ranked by: more points first, then more seats."""
        return -self.points, -self.seats, self.account_id

    @property
    def reasons(self) -> list[str]:
        """The reasons that count, in the order in which they are told."""
        return [code for code in (*FOR, *AGAINST) if self.parts[code]]


@dataclass(frozen=True, slots=True)
class Portion:
    """What one portion of all customers holds: how many are left out by reason, how many have points enough, and the best."""

    left_out: Mapping[str, int]
    enough: int
    best: list[Found]


def next_portion(after: int, size: int = AT_ONCE) -> tuple[int, int]:
    """The last key of the next customers after a key, and how many they are; none at the end."""
    with connection.cursor() as cursor:
        cursor.execute(_PORTION, [after, size])
        until, n = cursor.fetchone()
    return until or after, n


def given(now: InForce) -> dict[str, Any]:
    """What the ranking is told besides the customers: the numbers of the policy, the day, what is wanted and not there."""
    numbers, today = now.numbers, now.today
    success = today - timedelta(days=numbers.lead_success_days)
    places = [{"industry": row, "region": column, "missing": n} for (row, column), n in gaps(PLACE, now).items()]
    cases = [{"use_case": row, "segment": column, "missing": n} for (row, column), n in gaps(CASE, now).items()]
    return {
        "places": json.dumps(places),
        "cases": json.dumps(cases),
        "open": [each.value for each in NOMINATION_OPEN],
        "signed_up": [each.value for each in (*REGISTRATION_OPEN, RegistrationState.ACCEPTED)],
        "won": list(ListItem.objects.filter(kind=ListKind.DEAL_STAGE, is_won=True).values_list("code", flat=True)),
        "today": today,
        "success": success,
        "success_at": datetime.combine(success, time.min, tzinfo=now.zone),
        "zone": now.zone.key,
        "far": today + timedelta(days=numbers.renewal_days),
        "gap": numbers.lead_gap,
        "seats": numbers.lead_seats,
        "months": numbers.lead_tenure_months,
        "least": numbers.lead_least,
        "most": numbers.leads_most,
        **{f"w_{code}": numbers.lead_weights.get(code, 0) for code in (*FOR, *AGAINST)},
    }


def rank(told: Mapping[str, Any], *, after: int, until: int, over: Found | None = None) -> Portion:
    """Rank the customers between two keys in one statement; with `over` only those that come before it are sent, as keys grow."""
    beaten = {"over": over.points, "over_seats": over.seats} if over else {"over": -MOST_POINTS, "over_seats": 0}
    with connection.cursor() as cursor:
        cursor.execute(_RANK, {**told, **beaten, "after": after, "until": until})
        left_out, enough, best = (json.loads(each) if isinstance(each, str) else each for each in cursor.fetchone())
    return Portion({code: n for code, n in left_out.items() if code}, enough, [_found(each) for each in best])


def _found(row: Mapping[str, Any]) -> Found:
    seats = -1 if row["seats"] is None else row["seats"]
    facts = {name: row[name] for name in FACTS if row[name] is not None}
    return Found(row["id"], row["points"], seats, {code: row[f"p_{code}"] for code in (*FOR, *AGAINST)}, facts)
