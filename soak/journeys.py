"""People at work: a seller asks, a manager holds, an owner approves, a customer is asked. What was acknowledged is noted."""

from __future__ import annotations

import random
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, TypeVar
from uuid import uuid4

from django.conf import settings
from django.db import InterfaceError, OperationalError, connections
from django.test import Client

from goodword.customers.models import Account, Contact
from goodword.people.models import User
from goodword.requests.models import Candidate
from soak.browser import Answer, Browser
from tests.requests.world import World, a_customer, a_world

T = TypeVar("T")
RECOVERS_WITHIN: Final = 90.0
AGAIN_AFTER: Final = 0.5


def steady(read: Callable[[], T], *, within: float = RECOVERS_WITHIN) -> T:
    """Read from the database as an onlooker; while it is away, try again."""
    began = time.monotonic()
    while True:
        try:
            return read()
        except (OperationalError, InterfaceError):
            connections.close_all()
            if time.monotonic() - began > within:
                raise
            time.sleep(0.2)


@dataclass(frozen=True, slots=True)
class Promise:
    """One acknowledged change: the journal's verb, and the row it is about."""

    verb: str
    kind: str
    object_id: int


@dataclass
class Work:
    """A day at work: who works, on which customers, what was promised to them, and what went wrong."""

    ports: Callable[[], list[int]]
    world: World
    customers: list[Account]
    promises: list[Promise] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    pages: int = 0
    lost: int = 0
    said_try_again: int = 0
    odd: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _threads: list[threading.Thread] = field(default_factory=list)

    def begin(self, *, people: int = 4, pause: float = 0.0) -> None:
        """Let so many people work side by side, until they are told to stop or out of customers."""
        self._threads = [threading.Thread(target=self._work, args=(self.customers[n::people], n, pause)) for n in range(people)]
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        """Let everybody finish the step at hand."""
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _work(self, customers: list[Account], seed: int, pause: float) -> None:
        dice = random.Random(seed)
        try:
            for account in customers:
                if self._stop.is_set():
                    return
                self._call(account)
                time.sleep(pause * dice.random() * 2)
        except Exception as problem:  # noqa: BLE001 - noted, and said at the end: a thread has nobody to tell
            self.odd.append(repr(problem))
        finally:
            connections.close_all()

    def _call(self, account: Account) -> None:
        world = self.world
        form = {"once": str(uuid4()), "kind": "sales_call", "topic": "How the move went.", "minutes": "30", "format": "video"}
        form |= {"opportunity": str(world.deal.pk), "send": ""}
        sent = self._send(world.seller, "/requests/new", form)
        found = re.search(r"REQ-(\d+)", sent.location) if sent else None
        if found is None:
            return
        number = int(found[1])
        self._note("request.submitted", "referencerequest", number)
        if not self._send(world.manager, f"/requests/{number}/candidates", {"account": str(account.pk), "hold": ""}):
            return
        candidate = steady(lambda: Candidate.objects.filter(reference_request_id=number).values_list("pk", flat=True).first())
        if candidate is None:
            self.odd.append(f"request {number} has no candidate, though putting one forward was acknowledged")
            return
        self._note("candidate.held", "candidate", candidate)
        if not self._send(world.owner, f"/requests/{number}/candidates/{candidate}/owner-approve", {}):
            return
        self._note("candidate.owner_approved", "candidate", candidate)
        contact = steady(lambda: Contact.objects.get(account=account))
        asked = {"how": "mail", "contact": str(contact.pk)}
        if self._send(world.manager, f"/requests/{number}/candidates/{candidate}/ask", asked):
            self._note("candidate.asked", "candidate", candidate)
            self.asked.append(contact.email)

    def _send(self, who: User, path: str, form: dict[str, str]) -> Answer | None:
        """Press the button until it is acknowledged, as a person does whose page did not come."""
        browser = self._browsers[who.pk]
        began = time.monotonic()
        while not self._stop.is_set() or time.monotonic() - began < RECOVERS_WITHIN:
            start = time.monotonic()
            answer = browser.post(path, form)
            self.times.append(time.monotonic() - start)
            if answer.is_acknowledged:
                self.pages += 1
                return answer
            if answer.status in (0, 503):
                self.lost += 1
                self._heard(path, answer)
            else:
                self.odd.append(f"{path}: {answer.status} {_title(answer.page)}")
                return None
            if time.monotonic() - began > RECOVERS_WITHIN:
                self.odd.append(f"{path}: no answer for {RECOVERS_WITHIN:.0f} s")
                return None
            time.sleep(AGAIN_AFTER)
        return None

    def _heard(self, path: str, answer: Answer) -> None:
        if answer.status == 503 and "Try again" in answer.page:
            self.said_try_again += 1
        elif answer.status == 503:
            self.odd.append(f"{path}: 503 without a word about trying again")

    def _note(self, verb: str, kind: str, object_id: int) -> None:
        with self._lock:
            self.promises.append(Promise(verb, kind, object_id))

    def __post_init__(self) -> None:
        """Sign everybody in."""
        world = self.world
        self._browsers = {user.pk: self.sign_in(user) for user in (world.seller, world.manager, world.owner)}

    def sign_in(self, user: User) -> Browser:
        """Somebody with a session that stands in the database, as after signing in."""
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        return Browser(self.ports, session, settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)


def _title(page: str) -> str:
    found = re.search(r"<title>([^<]*)", page)
    return found[1].strip() if found else page[:80]


def people_and_customers(many: int) -> tuple[World, list[Account]]:
    """A seller, a manager, an owner, and so many customers with somebody willing to speak."""
    world = a_world()
    customers = [a_customer(f"Customer {n:05}", owner=world.owner, region=world.seller.region) for n in range(many)]
    return world, customers
