"""Every address there is, for every role: what is not there, what is sent without its token, what only looks."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from goodword.people.kinds import Role
from tests.factories.people import a_person
from tests.requests.world import a_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
VARIABLE = re.compile(r"<(?:(\w+):)?(\w+)>")
NOBODYS = "999999"
# For people without a sign-in: each says itself who may.
OPEN = (
    "/healthz",
    "/readyz",
    "/accounts/",
    "/r/",
    "/join/",
    "/me/",
    "/theme",
    "/brand/",
    "/people/welcome/",
    "/people/demo-entry/",
    f"/people/program/logo/{NOBODYS}",
)
FEW = (Role.ADMINISTRATOR, Role.REFERENCE_MANAGER, Role.REQUESTER)


def _routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for each in patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _routes(each.url_patterns, route)
        elif "(" not in route:
            yield "/" + route.removeprefix("^")


def addresses(**known: str) -> list[str]:
    """Every address, with the keys that are known and otherwise with one that nothing has; requests are called by their number."""

    def value(each: re.Match[str]) -> str:
        return known.get("request", f"REQ-{NOBODYS}") if each[1] == "req" else known.get(each[2], NOBODYS)

    return [VARIABLE.sub(value, route) for route in _routes(get_resolver().url_patterns)]


def about_something() -> list[str]:
    return [path for path in addresses() if NOBODYS in path and not path.startswith(OPEN)]


def staff_pages(**known: str) -> list[str]:
    return [path for path in addresses(**known) if not path.startswith(OPEN)]


def test_a_stranger_is_led_to_the_sign_in_everywhere(client: Client) -> None:
    pages = staff_pages()
    assert len(pages) > 120
    seen = {(path, method): getattr(client, method)(path) for path in pages for method in ("get", "post", "head", "put", "delete")}
    led = {key: answer.status_code for key, answer in seen.items() if not answer.headers.get("Location", "").startswith("/accounts/login/")}
    assert led == {}


@pytest.mark.parametrize("role", FEW)
def test_what_is_not_there_is_not_there_for_anybody(role: str) -> None:
    a_world()
    client = Client()
    client.force_login(a_person(role))
    seen = {(path, method): getattr(client, method)(path).status_code for path in about_something() for method in ("get", "post")}
    assert len(seen) > 150
    assert {key: status for key, status in seen.items() if status not in (403, 404, 405)} == {}


def test_nothing_is_sent_without_the_pages_token() -> None:
    world = a_world()
    row = world.sent()
    client = Client(enforce_csrf_checks=True)
    client.force_login(a_person(*Role.values))
    seen = {path: client.post(path).status_code for path in staff_pages(pk=str(world.account.pk), request=row.number)}
    assert {path: status for path, status in seen.items() if status != 403} == {}


# What is kept of who has the ball: whoever looks first after a change has it said anew (docs/adr/0017).
SAID_ANEW = {"goodword_ball", "goodword_ballmark"}


def _all_rows() -> dict[str, tuple[int, str]]:
    sums = {}
    with connection.cursor() as cursor:
        for model in apps.get_app_config("goodword").get_models(include_auto_created=True):
            table = model._meta.db_table
            cursor.execute(f'select count(*), coalesce(sum(hashtextextended(t::text, 0)), 0)::text from "{table}" t')
            sums[table] = cursor.fetchone()
    return sums


@pytest.mark.parametrize("role", FEW)
def test_looking_changes_nothing(role: str) -> None:
    world = a_world()
    candidate = world.held()
    client = Client()
    client.force_login(world.manager if role == Role.REFERENCE_MANAGER else a_person(role))
    before = _all_rows()
    known = {"request": candidate.reference_request.number, "candidate_id": str(candidate.pk)}
    paths = {path for key in (world.account.pk, world.manager.pk) for path in staff_pages(**known, pk=str(key), mail_id="1")}
    for path in sorted(paths):
        for query in ("", "?export=csv", "?export=xlsx&next=//evil.example/"):
            answer = client.get(path + query)
            assert answer.status_code in (200, 302, 403, 404, 405, 409), (path, answer.status_code)
            assert "evil.example" not in answer.headers.get("Location", ""), path
    changed = {table for table, sums in _all_rows().items() if sums != before[table]}
    assert changed - SAID_ANEW == set()
