"""The hold of a customer as people press it: the whole action, and the same through the web server with sessions and keep-alive."""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.db import connections
from django.test import Client
from django.urls import reverse

from bench.measure import Crowd, crowd
from goodword import demo
from goodword.customers.models import Account, Contact, Member
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.people.models import Program, User
from goodword.people.queries import today
from goodword.requests.actions import hold
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.queries.words import candidate_url
from goodword.site.supervisor import gunicorn

CUSTOMERS, WITHIN = 50, 60.0


def settle() -> User:
    """The demo world, once: its people and rules; the reference manager who presses."""
    if not Program.objects.filter(is_demo=True).exists():
        demo.load(clock.now())
    return User.objects.filter(role_set__role="reference_manager").order_by("pk")[0]


def customers(owner: User, count: int = CUSTOMERS) -> list[int]:
    """New members, each with one person who may be written to."""
    at, day = clock.now(), today(clock.now())
    made = Account.objects.bulk_create(Account(name=f"Booked {n} {uuid4().hex[:8]}", source="booking", owner=owner) for n in range(count))
    Contact.objects.bulk_create(
        Contact(account=each, name=f"Person {each.pk}", email=f"booked{each.pk}@customer.example", is_champion=True) for each in made
    )
    Member.objects.bulk_create(
        Member(account=each, standing="active", standing_at=at, agreed_types=["sales_call"], joined_on=day, verified_on=day)
        for each in made
    )
    return [each.pk for each in made]


def candidates(accounts: list[int], manager: User, attempts: int) -> list[Candidate]:
    """As many requests as attempts, each with one customer in line: nobody is refused for another reason than the customer's limit."""
    at = clock.now()
    requester = User.objects.exclude(pk=manager.pk).filter(is_active=True).order_by("pk")[0]
    wanted = ReferenceRequest.objects.bulk_create(
        ReferenceRequest(
            requester=requester,
            manager=manager,
            state="sourcing",
            state_at=at,
            topic="How it went",
            once=uuid4(),
            created_at=at,
            saved_at=at,
        )
        for _ in range(attempts)
    )
    return Candidate.objects.bulk_create(
        Candidate(reference_request=each, account_id=accounts[n % len(accounts)], state="shortlisted", state_at=at, position=1)
        for n, each in enumerate(wanted)
    )


def held(rows: list[Candidate], manager: User, people: int) -> Crowd:
    """The whole action, without the web."""
    share, by = len(rows) // people, Actor.person(manager)

    def work(number: int, turn: int) -> None:
        if turn < 0:
            connections["default"].ensure_connection()
        else:
            hold(rows[number * share + turn], by=by, at=clock.now(), reason="")

    return crowd(people, len(rows), work, leave=connections.close_all)


def posted(rows: list[Candidate], manager: User, people: int) -> Crowd:
    """The same button, pressed through the web server: a session and a kept connection for each."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(manager)
    client.get(reverse("desk:home"))  # gives the token of the forms
    share, cookies = len(rows) // people, {name: each.value for name, each in client.cookies.items()}
    addresses = [candidate_url(row, "hold") for row in rows]
    with served("goodword.site.wsgi:application") as port:
        return _press(
            port, people, len(rows), lambda n, turn: addresses[n * share + turn], cookies=cookies, token=cookies[settings.CSRF_COOKIE_NAME]
        )


def bare(attempts: int, people: int) -> Crowd:
    """The floor: the same posts to a view that does nothing."""
    with served("bench.bare:application()") as port:
        return _press(
            port, people, attempts, lambda n, turn: f"/{n}/{turn}", cookies={settings.SESSION_COOKIE_NAME: "x" * 32}, token="x" * 32
        )


def _press(port: int, people: int, attempts: int, address: Callable[[int, int], str], *, cookies: dict[str, str], token: str) -> Crowd:
    local = threading.local()
    body = urlencode({"csrfmiddlewaretoken": token, "reason": ""})
    headers = {
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "Content-Type": "application/x-www-form-urlencoded",
    }

    def work(number: int, turn: int) -> None:
        if turn < 0:
            local.line = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
            local.line.connect()
            return
        local.line.request("POST", address(number, turn), body, headers)
        answer = local.line.getresponse()
        answer.read()
        if (answer.status >= 400 and answer.status != 422) or "login" in (answer.headers["Location"] or ""):
            raise RuntimeError(f"{address(number, turn)}: {answer.status}")

    def leave() -> None:
        local.line.close()  # each thread has its own

    return crowd(people, attempts, work, leave=leave)


@contextlib.contextmanager
def served(application: str) -> Iterator[int]:
    """An application behind the web server that `goodword run` starts, on a free port and on this database."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    process = subprocess.Popen(
        [sys.executable, "-m", *gunicorn("127.0.0.1", port, application=application)], env=dict(os.environ), stdout=subprocess.DEVNULL
    )
    try:
        _await(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    began = time.perf_counter()
    while process.poll() is None and time.perf_counter() - began < WITHIN:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        time.sleep(0.05)
    raise TimeoutError("the web server gave no answer")
