"""The table that an event chooses from, over all members, beside the bare SQL of the same rows."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from itertools import product
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from bench import generate
from bench.listing import reader
from bench.measure import percentile, timed
from bench.result import Result
from goodword.customers.actions import cities
from goodword.customers.models import City
from goodword.kernel import clock
from goodword.people.queries import today
from goodword.policy.queries import in_force
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries import table
from goodword.requests.queries.pool_page import PER_PAGE

ONCE: Final = UUID("0e7e4700-0000-4000-8000-000000000000")
EVENTS: Final = (("Köln", "DE"), ("Lisbon", "PT"), ("Chicago", "US"), ("Oslo", "NO"), ("London", "GB"))
WHERES: Final = ("50", "250", "500", table.ANYWHERE)
SORTS: Final = (table.DISTANCE, table.FIT)
# The cities in which the invented companies of a benchmark are put.
SPREAD: Final = """
with c as (select row_number() over (order by people desc) - 1 n, name, country from goodword_city limit 500)
update goodword_account a set city = c.name, state = '', country = c.country
from c where a.source = 'bench' and c.n = mod(a.id, 500) and (a.city, a.country) <> (c.name, c.country)
"""
GOAL_MS: Final = 250
# So few customers are only a try: they need no more than the great cities, and to read in all of them takes a minute.
FEW: Final = 1_000
GREAT: Final = 500_000
MANY_CITIES: Final = 50_000


def run(size: int) -> Result:
    """Open the table of five events in eight ways, twice each."""
    generate.ensure(size)
    settings.ALLOWED_HOSTS = ["testserver"]
    at = clock.now()
    _know_cities(size, at=at)
    with connection.cursor() as cursor:
        cursor.execute(SPREAD)
        cursor.execute("analyze goodword_poolmember")
    client, row = Client(), _event()
    client.force_login(reader())
    url = reverse("requests:pool", args=[row.pk])
    pages, lines, floor = list[float](), list[float](), list[float]()
    for city, country in (EVENTS[0], *EVENTS):  # the first to warm up
        ReferenceRequest.objects.filter(pk=row.pk).update(place_city=city, place_country=country)
        row.refresh_from_db()
        for where, sort in product(WHERES, SORTS):
            ground = table.ground_of(row, now=in_force(at))
            sought = table.Sought(where, sort)
            floor.append(timed(partial(_bare, ground, sought)))
            lines.append(timed(partial(_lines, row, sought)))
            pages.append(timed(partial(client.get, f"{url}?where={where}&sort={sort}")))
    skipped = len(WHERES) * len(SORTS)
    pages, lines, floor = pages[skipped:], lines[skipped:], floor[skipped:]
    p95, bare = percentile(pages, 0.95) * 1000, percentile(floor, 0.95) * 1000
    return Result(
        name="event",
        size=size,
        figures={
            "p50_ms": percentile(pages, 0.5) * 1000,
            "p95_ms": p95,
            "lines_p50_ms": percentile(lines, 0.5) * 1000,
            "lines_p95_ms": percentile(lines, 0.95) * 1000,
        },
        floor={"bare_sql_p50_ms": percentile(floor, 0.5) * 1000, "bare_sql_p95_ms": bare},
        ratio={"p95": p95 / bare},
        goal={"p95": f"{GOAL_MS} ms"},
        met={"p95": p95 <= GOAL_MS},
        notes=[f"{len(pages)} pages of {PER_PAGE} lines through the whole of Django: five cities, four distances, two orders"],
    )


def _know_cities(size: int, *, at: datetime) -> None:
    few = size < FEW
    if cities.cities_are_known() and (few or City.objects.count() >= MANY_CITIES):
        return
    cities.load_cities([row for row in cities.shipped_cities() if not few or row["population"] >= GREAT], at=at)


def _event() -> ReferenceRequest:
    now = clock.now()
    asked: dict[str, Any] = {
        "kind": "event",
        "state": "sourcing",
        "state_at": now,
        "requester": reader(),
        "needed_on": today(now) + timedelta(days=120),
        "created_at": now,
        "saved_at": now,
        "submitted_at": now,
        "details": {"event_name": "Bench Days"},
        "topic": "How it went",
    }
    row, _made = ReferenceRequest.objects.get_or_create(once=ONCE, defaults=asked)
    return row


def _bare(ground: table.Ground, sought: table.Sought) -> list[tuple[object, ...]]:
    """The same rows and both counts, and nothing else."""
    found: list[tuple[object, ...]] = list(table.pool(ground, sought).values_list("pk", "fit")[:PER_PAGE])
    return [*found, table.counts(ground, sought)]


def _lines(row: ReferenceRequest, sought: table.Sought) -> list[table.Line]:
    ground = table.ground_of(row, now=in_force(clock.now()))
    return table.lines(table.pool(ground, sought)[:PER_PAGE], ground)
