"""The pages that people open all day, with the demo world in them: home, an account, a request; beside a bare Django page."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.listing import BARE
from bench.measure import percentile, timed
from bench.result import Result
from goodword import demo
from goodword.customers.models import Account
from goodword.kernel import clock
from goodword.people.models import Program, User
from goodword.requests.models import Candidate

MOST = 12


def run(size: int) -> Result:
    """Open each page `size` times, as a reference manager; the customer with the least and with the most on its page count alike."""
    if not Program.objects.filter(is_demo=True).exists():
        demo.load(clock.now())
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    client.force_login(User.objects.filter(role_set__role="reference_manager").order_by("pk")[0])
    walls: dict[str, list[float]] = {}
    counts: dict[str, int] = {}
    for name, address in _addresses().items():
        counts[name] = _statements(client, address)
        walls[name] = [timed(partial(client.get, address)) for _ in range(size)]
    floor = [timed(_bare) for _ in range(size)]
    p95 = {name: percentile(each, 0.95) * 1000 for name, each in walls.items()}
    bare = percentile(floor, 0.95) * 1000
    return Result(
        name="page",
        size=size,
        figures={f"{name}_p95_ms": value for name, value in p95.items()} | {f"{name}_statements": float(n) for name, n in counts.items()},
        floor={"bare_p95_ms": bare},
        ratio={name: value / bare for name, value in p95.items()},
        goal={"p95": "50 ms", "statements": f"at most {MOST}", "rows": "as many statements for much as for little"},
        met={
            "p95": max(p95.values()) <= 50,
            "statements": max(counts.values()) <= MOST,
            "rows": counts["busy_account"] == counts["quiet_account"],
        },
        notes=["one client, the whole of Django, signed in as a reference manager of the demo world"],
    )


def _addresses() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("select account_id from goodword_ledgerentry group by 1 order by count(*) desc, 1 limit 1")
        busy = int(cursor.fetchone()[0])
    quiet = Account.objects.filter(ledger=None, member__isnull=False).order_by("pk")[0].pk
    candidate = Candidate.objects.filter(state="asked").order_by("pk")[0]
    return {
        "home": reverse("desk:home"),
        "busy_account": reverse("desk:account", args=[busy]),
        "quiet_account": reverse("desk:account", args=[quiet]),
        "request": reverse("requests:request", args=[candidate.reference_request_id]),
    }


def _statements(client: Client, address: str) -> int:
    client.get(address)  # everything is imported and warm
    with CaptureQueriesContext(connection) as captured:
        answer: Any = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address}: {answer.status_code}")
        return len(captured)


def _bare() -> HttpResponse:
    request: HttpRequest = RequestFactory().get("/")
    page = Account.objects.order_by("name")[:50]
    return HttpResponse(engines["django"].from_string(BARE).render({"page": page}, request))
