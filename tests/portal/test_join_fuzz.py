"""Five thousand bad submissions of the public page: never an error page, never a trace of the code, never anything that could run."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable
from typing import Any, Final

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from goodword.links.models import Guesses
from goodword.recruiting.kinds import PublicProgram
from goodword.recruiting.models import Registration
from tests.factories.people import a_manager
from tests.portal.join import a_stamp, typed

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# Five parts, so that several processes share them.
PARTS: Final = 5
HOW_MANY: Final = 1000
ALLOWED: Final = {302, 400, 413, 422, 429}
TRACES: Final = (b"Traceback", b"django.", b"psycopg", b"site-packages", b"Exception", b"SELECT ")
NASTY: Final = (
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js>",
    "<svg/onload=alert(1)>",
    "'\"><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "{{ 7*7 }}{% load x %}${7*7}",
    "'; drop table goodword_registration; --",
    "a\r\nBcc: everybody@example.org\r\n\r\nHello",
    "a@b.example\nTo: everybody@example.org",
    "=cmd|' /C calc'!A0",
    "../../../../etc/passwd\x00.png",
    "\u202eexample\u202c \u2066x\u2069",
    "\u200b\u200d\ufeff\u00ad",
    "Z\u0351\u036b\u0343\u036a\u0302\u036b" * 200,
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16") * 300,
    "x" * 100_000,
    "\x00\x01\x02\x7f\x85",
    "",
    " \t\n",
    "-1",
    "9" * 400,
    "[]",
    "null",
    "%00%ff",
    "\uffff\ufffe",
)
FIELDS: Final = (*typed(), "proof", "nothing", "project", "repository", "place", "website", "state", "program", "pk", "csrfmiddlewaretoken")


def _text(rng: random.Random) -> str:
    if rng.random() < 0.7:
        return rng.choice(NASTY)
    return "".join(chr(rng.choice((rng.randrange(32, 127), rng.randrange(0xD7FF), rng.randrange(0xE000, 0x110000)))) for _ in range(20))


def _form(rng: random.Random) -> tuple[dict[str, Any], str | None]:
    """A real submission with some of it turned bad."""
    said: dict[str, Any] = dict(rng.choice(GOOD))
    for name in rng.sample(FIELDS, rng.randint(1, 5)):
        said[name] = [_text(rng) for _ in range(3)] if rng.random() < 0.1 else _text(rng)
    if rng.random() < 0.2:
        said.pop(rng.choice(list(said)))
    return said, None


def _bytes(rng: random.Random) -> tuple[Any, str | None]:
    """Bytes of any kind, said to be something they are not."""
    said = ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "multipart/form-data", "application/json", "text/plain")
    kinds = (
        rng.randbytes(rng.randint(0, 600)),
        b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nIngrid\r\n--x',
        b'--x\r\nContent-Disposition: form-data; name="name"; filename="a.html"\r\n\r\n<script>alert(1)</script>\r\n--x--\r\n',
        b"name=%ff%fe&email=%00&consent=%c3%28" + b"&a=" * rng.randint(0, 30),
        json.dumps({"name": "<script>", "email": ["x"]}).encode(),
    )
    return rng.choice(kinds), rng.choice(said)


GOOD: Final = [typed(), {name: value for name, value in typed().items() if name in ("name", "email", "company")}]
KINDS: Final[tuple[Callable[[random.Random], tuple[Any, str | None]], ...]] = (_form, _form, _form, _bytes)


@pytest.mark.usefixtures("queue")
@pytest.mark.parametrize("part", range(PARTS))
def test_five_thousand_bad_submissions_leave_no_error_page_no_trace_of_the_code_and_no_script(client: Client, part: int) -> None:
    rng, seen = random.Random(part), Counter[int]()
    for program in PublicProgram:
        GOOD.append(typed(stamp=a_stamp(program)))
    for n in range(HOW_MANY):
        body, kind = rng.choice(KINDS)(rng)
        query = f"lang={rng.choice(('en', 'de', 'fr', 'xx%00'))}&from={rng.choice(('news', '%3Cscript%3E'))}"
        url = f"/join/{rng.choice(PublicProgram.values)}/?{query}"
        sent: dict[str, Any] = {"REMOTE_ADDR": f"203.0.{n // 250}.{n % 250 + 1}"}  # each from another network: every one is read
        answer = client.post(url, body, **sent) if kind is None else client.post(url, body, content_type=kind, **sent)
        seen[answer.status_code] += 1
        assert answer.status_code in ALLOWED, (n, answer.status_code, body)
        assert not any(trace in answer.content for trace in TRACES), (n, body)
        assert b"<script>alert" not in answer.content, (n, body)
        assert b"<svg/onload" not in answer.content, (n, body)
    assert seen[422] > HOW_MANY / 2
    odd = {"name": NASTY[0], "company": NASTY[3], "better": NASTY[1], "job_title": NASTY[2]}
    assert client.post("/join/customer/", typed(**odd), REMOTE_ADDR="198.51.100.9").status_code == 302  # only odd: it is kept
    assert Registration.objects.exists()
    assert _tables_with("<script") == []
    assert _tables_with("<svg") == []
    for row in Registration.objects.all():
        assert "\n" not in row.name + row.email + row.company
        assert len(row.answers.get("better", "")) <= 2000
    client.force_login(a_manager())
    assert client.get("/").status_code == 200


def _tables_with(text: str) -> list[str]:
    """The tables in which something stands as a text, in any column of any row, the queue's among them."""
    names = [model._meta.db_table for model in apps.get_app_config("goodword").get_models(include_auto_created=True)]
    found = []
    with connection.cursor() as cursor:
        for name in (*names, "procrastinate_jobs", "goodword_cache"):
            cursor.execute(f'select exists (select from "{name}" t where t::text ilike %s)', [f"%{text}%"])
            found += [name] if cursor.fetchone()[0] else []
    return found


def test_the_search_for_scripts_finds_one() -> None:
    Guesses.objects.create(address="<script>", since="2026-11-01T00:00Z")
    assert _tables_with("<script") == ["goodword_guesses"]
