"""The report of reference leads over all customers, as the worker makes it, beside the bare SQL that ranks the same customers."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from functools import partial
from typing import Any

from django.db import connection

from bench import generate
from bench.measure import Spent, spent
from bench.result import Result
from goodword.demo.companies import USE_CASES
from goodword.people.models import User
from goodword.policy import actions as policy
from goodword.policy.queries import in_force
from goodword.recruiting.actions.lead_reports import carry_out_leads
from goodword.recruiting.models import LeadReport, ReferenceLead
from goodword.recruiting.queries import ranking
from goodword.requests.models import ReferenceRequest

ROUNDS, OUTSIDERS, REQUESTS_EACH = 5, 4, 2
# Four customers of five have not joined; half as many requests as customers lie in the past year, one of twenty of them is still open.
_LEAVE = "delete from goodword_member where account_id in (select id from goodword_account where source = 'bench' and mod(id, 5) < %s)"
_HISTORY = """
update goodword_account set customer_since = current_date - (100 + mod(id * 31, 2500))::int
where source = 'bench' and customer_since is null
"""
_DEALS = """
insert into goodword_opportunity (name, account_id, stage, close_on, currency, competitor, use_cases, source, external_id, unmapped,
  created_at, updated_at)
select 'Deal ' || id, id, (array['won','lost','proposal'])[1 + mod(id, 3)::int], current_date - mod(id * 7, 400)::int, '', '', '{}',
  'bench', 'D-' || id, '{}', now(), now()
from goodword_account where source = 'bench'
"""
_REQUESTS = """
insert into goodword_referencerequest (kind, state, state_at, requester_id, mode, prospect, topic, wanted, activity, place_city,
  place_state, place_country, is_online, needs_plan_approval, travel, travel_paid_by, details, minutes, format, industries, region_id,
  country, segment, tier, use_cases, competitors, persona, languages, is_confidential, stage_reason, exception_reason, end_reason, once,
  created_at, submitted_at, saved_at)
select 'sales_call', case when mod(n, 20) = 0 then 'sourcing' else 'outcome_reported' end, now(), %(requester)s, 'managed', '', '', 1,
  '', '', '', '', false, false, '', '', '{}', 30, 'video',
  array[(%(industries)s::text[])[1 + mod(hashtext(n || 'i')::bigint + 2147483648, 20)::int]],
  (select id from goodword_region order by position, id offset mod(n, 3) limit 1), '',
  (array['strategic','enterprise','mid_market','smb'])[1 + mod(hashtext(n || 's')::bigint + 2147483648, 4)::int], '',
  array[(%(cases)s::text[])[1 + mod(hashtext(n || 'u')::bigint + 2147483648, 10)::int]], '{}', '', '{}', false, '', '', '',
  gen_random_uuid(), now() - mod(n, 360) * interval '1 day', now() - mod(n, 360) * interval '1 day', now()
from generate_series(1, %(size)s) n
"""


def run(size: int) -> Result:
    """Make the report of `size` customers with half as many past requests, several times, and take the median."""
    generate.ensure(size)
    policy.ensure_first_version()
    at = datetime.now(UTC)
    asked = _ask(size)
    now = in_force(at)
    quarter = now.fiscal.quarter_of(now.today)
    report, _made = LeadReport.objects.get_or_create(
        starts_on=quarter.start, defaults={"quarter": quarter.label, "created_at": at, "state_at": at}
    )
    whole, floor = list[Spent](), list[Spent]()
    load = os.getloadavg()[0]
    for _round in range(ROUNDS):
        LeadReport.objects.filter(pk=report.pk).update(state="queued", done=0, total=0)
        whole.append(spent(lambda: carry_out_leads(report.pk, at=at, elapsed=time.monotonic)))
        floor.append(spent(partial(ranking.rank, ranking.given(now), after=0, until=2**62)))
    found = ReferenceLead.objects.filter(report=report).count()
    took, bare = sorted(whole)[ROUNDS // 2], sorted(floor)[ROUNDS // 2]
    return Result(
        name="leads",
        size=size,
        figures={
            "seconds": took.seconds,
            "processor_seconds": took.processor,
            "customers_a_second": size / took.seconds,
            "found": found,
            "steps": -(-size // ranking.AT_ONCE),
        },
        floor={"bare_sql_seconds": bare.seconds, "bare_sql_processor_seconds": bare.processor},
        ratio={"seconds": took.seconds / bare.seconds},
        goal={"seconds": "5 s for 100,000 customers and 50,000 requests"},
        met={"seconds": took.seconds <= 5 * max(1, size / 100_000)},
        notes=[
            f"{asked:,} requests of the last year; the median of {ROUNDS}; after each step it shows how far it is",
            f"{load:.1f} others wanted a processor of {os.cpu_count()} when it began",
        ],
    )


def _ask(size: int) -> int:
    """Let most customers be outside the program, with a history and a deal each, and make the requests; unless they are there."""
    wanted = size // REQUESTS_EACH
    there = ReferenceRequest.objects.count()
    if there == wanted:
        return there
    by = User.objects.filter(email="leads@example.org").first() or User.objects.create_user("leads@example.org", name="Leads")
    with connection.cursor() as cursor:
        cursor.execute("delete from goodword_referencerequest")
        cursor.execute("delete from goodword_opportunity where source = 'bench'")
        cursor.execute(_LEAVE, [OUTSIDERS])
        cursor.execute(_HISTORY)
        cursor.execute(_DEALS)
        told: dict[str, Any] = {"size": wanted, "requester": by.pk, "industries": list(generate.INDUSTRIES), "cases": list(USE_CASES)}
        cursor.execute(_REQUESTS, told)
        cursor.execute("analyze")
    return wanted
