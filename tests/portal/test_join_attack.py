"""A thousand submissions a minute from one network, over HTTP behind a proxy: the page stays up, and real people get through."""

from __future__ import annotations

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from http.client import HTTPConnection
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings as in_force
from django.db import connection

from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.people.models import User
from goodword.recruiting.access import registrations_visible_to
from goodword.recruiting.actions import confirm
from goodword.recruiting.actions.gate import MOST
from goodword.recruiting.kinds import Trust
from goodword.recruiting.models import Registration
from tests.factories.people import a_manager
from tests.portal.join import JOIN, a_proof, typed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ATTACKER: Final = "203.0.113.66"
SUBMISSIONS: Final = 1000
# The page answers a person within this, in seconds, while it is attacked; the machine of the test is busy with the attack as well.
PATIENCE: Final = 5


def _sent(server: Any, address: str, fields: dict[str, Any] | None = None, path: str = JOIN) -> tuple[int, float]:
    """One request as the proxy hands it on; what the visitor pretends stands before what the proxy saw."""
    began = time.monotonic()
    link = HTTPConnection(urlsplit(server.url).netloc, timeout=60)
    try:
        headers = {"X-Forwarded-For": f"198.51.100.{began * 1000 % 250:.0f}, {address}"}
        if fields is None:
            link.request("GET", path, headers=headers)
        else:
            body = urlencode(fields, doseq=True)
            link.request("POST", path, body, {**headers, "Content-Type": "application/x-www-form-urlencoded"})
        answer = link.getresponse()
        answer.read()
        return answer.status, time.monotonic() - began
    finally:
        link.close()


@pytest.mark.usefixtures("queue")
def test_a_thousand_a_minute_from_one_network_hold_nobody_else_up(live_server: Any, settings: Any) -> None:
    settings.ENVIRONMENT = replace(in_force.ENVIRONMENT, behind_proxy=True)
    manager = a_manager()
    fields = [typed(email=f"bot{n}@evil.example", name=f"Bot {n}") for n in range(SUBMISSIONS)]
    real = [typed(email=f"person{n}@real{n}.example", name="Ingrid Solberg", proof=a_proof()) for n in range(5)]
    began = time.monotonic()
    with ThreadPoolExecutor(6) as pool:
        attack = [pool.submit(_sent, live_server, ATTACKER, each) for each in fields]
        with ThreadPoolExecutor(1) as people:
            visits = [people.submit(_sent, live_server, f"192.0.2.{n + 1}", each) for n, said in enumerate(real) for each in (None, said)]
            seen = [each.result() for each in visits]
        outcomes = Counter(each.result()[0] for each in attack)
        lasted = time.monotonic() - began
    assert lasted < 60, "it was less than a thousand a minute"
    assert [status for status, _took in seen] == [200, 302] * len(real)
    assert max(took for _status, took in seen) < PATIENCE
    assert outcomes[302] == MOST[Trust.PLAIN]
    assert set(outcomes) == {302, 429}
    assert _sent(live_server, ATTACKER)[0] == 200  # even there the page can be read
    _queue_stays_readable(manager)
    connection.close()


def _queue_stays_readable(manager: User) -> None:
    """Nothing of it is in the queue; what real people confirm is."""
    assert Registration.objects.filter(email__endswith="@evil.example").count() == MOST[Trust.PLAIN]
    assert not registrations_visible_to(manager).exists()
    for row in Registration.objects.exclude(email__endswith="@evil.example"):
        confirm(row, by=Actor.system(), at=clock.now())
    assert registrations_visible_to(manager).count() == 5


def test_without_a_proxy_nobody_says_which_network_they_are(live_server: Any) -> None:
    outcomes = [_sent(live_server, f"192.0.2.{n + 1}", typed(email=f"bot{n}@evil.example"))[0] for n in range(MOST[Trust.PLAIN] + 1)]
    assert outcomes == [302] * MOST[Trust.PLAIN] + [429]
    connection.close()
