"""A confidential request, with a file, a comment and a mention: no address, list as a file, or button tells or changes anything outside."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from goodword.comments.actions import add
from goodword.files.actions import attach_all
from goodword.files.models import File
from goodword.kernel import clock
from goodword.people.models import User
from goodword.requests.models import Candidate
from tests.factories.customers import a_contact, an_account
from tests.factories.people import a_manager, a_person
from tests.requests.world import World, a_world
from tests.site.test_every_address import staff_pages
from tests.worker import work

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
TOPIC, COMMENT, NAMED = "Whispered matters of the harbour", "They would rather not be named", "harbour-plan"
ROLES = ("administrator", "reference_manager")
HIDDEN = ("file", "comment", "mention", "candidate", "referencerequest", "approval", "ledgerentry", "circlemember", "link")


@pytest.fixture
def world(settings: Any, tmp_path: Any) -> World:
    """A confidential request whose customer was asked."""
    settings.GOODWORD_DATA = tmp_path
    made = a_world()
    row = made.asked(topic=TOPIC, is_confidential=True).reference_request
    add(row, author=made.manager, text=f"{COMMENT} @{made.seller.name}", at=clock.now(), circle_id=row.circle_id)
    upload = SimpleUploadedFile(f"{NAMED}.txt", b"What nobody reads.")
    taken = attach_all(row, uploads=[upload], by=made.manager, at=clock.now(), circle_id=row.circle_id)
    assert taken.files
    work()
    return made


def outsider(role: str) -> User:
    """Somebody who is not in the know."""
    return a_manager(name="Odd Outsider") if role == "reference_manager" else a_person(role, name="Odd Outsider")


def addresses(candidate: Candidate) -> set[str]:
    """Every address, with the keys of the request and of what hangs on it."""
    known = dict.fromkeys(("pk", "mail_id", "other"), "1")
    more = {"request": candidate.reference_request.number, "candidate_id": str(candidate.pk), "name": f"{NAMED}.txt"}
    file = {**known, **more, "pk": str(File.objects.get().pk), "kind": "request"}
    return set(staff_pages(**{**file, "pk": str(candidate.reference_request_id)})) | set(staff_pages(**file))


def text_of(answer: Any) -> str:
    """What an answer says, also as a file and as a workbook."""
    content: bytes = answer.getvalue()
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"".join(book.read(part) for part in book.namelist())
    return content.decode(errors="replace")


def sums() -> dict[str, Any]:
    """What stands in the tables that hold it."""
    found = {}
    with connection.cursor() as cursor:
        for name in HIDDEN:
            table = apps.get_model("goodword", name)._meta.db_table
            cursor.execute(f'select count(*), coalesce(sum(hashtextextended(t::text, 0)), 0)::text from "{table}" t')
            found[name] = cursor.fetchone()
    return found


@pytest.mark.parametrize("role", ROLES)
def test_no_address_and_no_list_as_a_file_tells_of_it(world: World, role: str) -> None:
    del world
    candidate = Candidate.objects.select_related("reference_request").get()
    number, client = candidate.reference_request.number, Client()
    client.force_login(outsider(role))
    told = []
    for path in sorted(addresses(candidate)):
        for query in ("", "?export=csv", "?export=xlsx") if path.endswith("/") and not any(map(str.isdigit, path)) else ("",):
            answer = client.get(path + query)
            assert answer.status_code < 500, path
            text = text_of(answer).replace(path, "")
            secrets = (TOPIC, COMMENT, NAMED, number) if number not in path else (TOPIC, COMMENT)  # what was typed may be said back
            told += [(path + query, secret) for secret in secrets if secret in text]
    assert told == []


def test_no_button_pressed_from_outside_changes_it(world: World) -> None:
    del world
    candidate = Candidate.objects.select_related("reference_request").get()
    client, before = Client(), sums()
    client.force_login(outsider("reference_manager"))
    sent = {"text": "So.", "reason": "So.", "note": "So.", "result": "helped", "wanted": "yes", "answer": "yes", "decision": "yes"}
    spared = ("/accounts/", "/customers/")  # signing oneself out; and what anybody may do to a customer that they may change
    for path in sorted(addresses(candidate)):
        if not path.startswith(spared):
            answer = client.post(path, sent)
            assert answer.status_code < 500, path
    assert {name: each for name, each in sums().items() if each != before[name]} == {}


def test_what_hangs_on_a_double_is_counted_without_it(world: World) -> None:
    double, same = an_account("Vestara Insurance Group"), a_contact(world.account, "Ingrid Solheim the second")
    client = world.as_(outsider("reference_manager"))
    inside = world.as_(world.manager)
    for path in (
        reverse("merges:merge", args=[world.account.pk, double.pk]),
        reverse("merges:merge", args=[double.pk, world.account.pk]),
        reverse("merges:merge_person", args=[world.contact.pk, same.pk]),
    ):
        assert "1 request" in inside.get(path).content.decode(), path
        text = client.get(path).content.decode()
        for said in ("1 request", "1 open hold", "in the ledger", "1 mail", "1 link", "1 question"):
            assert said not in text, (path, said)
