"""Pages of the customer list with random filters, sort and counts, beside a bare Django list page of the same rows."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from bench import generate
from bench.measure import percentile
from bench.result import Result
from goodword.customers.models import Account
from goodword.people.kinds import Role
from goodword.people.models import Region, RoleAssignment, User

ROUNDS, SHOWN = 120, 50
BARE = "<table>{% for a in page %}<tr><td>{{ a.name }}</td><td>{{ a.industry }}</td><td>{{ a.city }}</td></tr>{% endfor %}</table>"


def run(size: int) -> Result:
    """Read 120 pages of the list of `size` customers, and as many bare pages; of fewer customers fewer."""
    rounds = min(ROUNDS, size)
    generate.ensure(size)
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    client.force_login(reader())
    addresses = _addresses(rounds)
    with CaptureQueriesContext(connection) as captured:
        weight = len(client.get(addresses[0]).content)
        statements = len(captured)  # counted here: the next request empties the list
    pages = _timed(lambda n: client.get(addresses[n]), rounds)
    floor = _timed(_bare_pages(), rounds)
    ratio = pages.cpu / floor.cpu
    p50, p95 = percentile(pages.walls, 0.5) * 1000, percentile(pages.walls, 0.95) * 1000
    return Result(
        name="list",
        size=size,
        figures={
            "p50_ms": p50,
            "p95_ms": p95,
            "cpu_ms": pages.cpu * 1000,
            "statements": statements,
            "kilobytes": weight / 1024,
            "pages_per_second_one_client": len(pages.walls) / sum(pages.walls),
        },
        floor={"bare_p50_ms": percentile(floor.walls, 0.5) * 1000, "bare_cpu_ms": floor.cpu * 1000},
        ratio={"cpu": ratio},
        goal={"p50": "15 ms", "p95": "30 ms", "cpu": "at most 1.5 times the bare page", "statements": "at most 6", "weight": "60 KB"},
        met={"p50": p50 <= 15, "p95": p95 <= 30, "cpu": ratio <= 1.5, "statements": 0 < statements <= 6, "weight": weight <= 60 * 1024},
        notes=[f"{rounds} random combinations, in one process through the whole of Django; CPU is that of the web process alone"],
    )


class Times:
    """Wall clock of each page, and CPU of the process for the average page."""

    def __init__(self, walls: list[float], cpu: float) -> None:
        """Keep both."""
        self.walls, self.cpu = walls, cpu


def _timed(page: Callable[[int], object], rounds: int) -> Times:
    for number in range(5):
        page(number)
    walls, began = [], time.process_time()
    for number in range(rounds):
        start = time.perf_counter()
        page(number)
        walls.append(time.perf_counter() - start)
    return Times(walls, (time.process_time() - began) / rounds)


def reader() -> User:
    """A reference manager who reads lists."""
    user, _ = User.objects.get_or_create(email="bench@example.org", defaults={"name": "Bench"})
    RoleAssignment.objects.get_or_create(user=user, role=Role.REFERENCE_MANAGER, region=None)
    return user


def _addresses(count: int) -> list[str]:
    dice = random.Random(11)
    regions = list(Region.objects.values_list("code", flat=True))
    choices = {
        "industry": list(generate.INDUSTRIES),
        "region": regions,
        "segment": ["strategic", "enterprise", "mid_market", "smb"],
        "show": ["members"],
    }
    made = []
    for _ in range(count):
        query = [(name, dice.choice(values)) for name, values in choices.items() if dice.random() < 0.5]
        query += [("sort", dice.choice(("name", "-name", "renews")))] if dice.random() < 0.5 else []
        made.append(f"/customers/?{urlencode(query)}")
    return made


def _bare_pages() -> Callable[[int], HttpResponse]:
    template = engines["django"].from_string(BARE)

    def page(number: int) -> HttpResponse:
        request: HttpRequest = RequestFactory().get("/")
        rows = Account.objects.filter(industry=generate.INDUSTRIES[number % 20]).order_by("name")
        return HttpResponse(template.render({"page": Paginator(rows, SHOWN).get_page(1)}, request))

    return page
