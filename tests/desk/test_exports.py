"""What was asked of a customer, and what was changed about the program, as files: no more than their reader may know."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goodword.kernel.clock import now
from goodword.people import actions
from goodword.people.kinds import Role
from goodword.people.models import Circle, User
from goodword.people.queries import today
from tests.factories.customers import a_member, an_account
from tests.factories.ledger import an_ask
from tests.factories.people import a_manager, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def rows_of(user: User, url: str) -> list[dict[str, str]]:
    client = Client()
    client.force_login(user)
    answer: Any = client.get(f"{url}?export=csv")
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


def test_what_was_asked_of_a_customer_is_a_file_without_what_is_confidential() -> None:
    account, day = an_account("Vestara"), today(now())
    a_member(account)
    an_ask(an_account("Alder"), day)
    an_ask(account, day, answer="accepted")
    an_ask(account, day, circle=Circle.objects.create(), family="content", activity_type="case_study")
    reader, url = a_manager(name="Mara Lindqvist"), reverse("desk:account", args=[account.pk])
    (row,) = rows_of(reader, url)
    assert (row["Day"], row["What"], row["Answer"], row["Over the limit"]) == (day.isoformat(), "ask", "yes", "no")
    client = Client()
    client.force_login(reader)
    assert f"{url}?export=xlsx" in client.get(url).content.decode()


def test_every_change_of_the_program_is_a_file_for_administrators_alone() -> None:
    boss, url = a_person(Role.ADMINISTRATOR, name="Ada Brandt"), reverse("people:program")
    for number in range(60):
        actions.add_team(name=f"=Team {number}", lead=None, by=boss, at=now())
    rows = rows_of(boss, url)
    assert len(rows) == 60
    assert rows[0]["By"] == "Ada Brandt"
    assert "=Team 59" in rows[0]["What was changed"]
    client = Client()
    client.force_login(boss)
    assert "export=csv" in client.get(url).content.decode()
    client.force_login(a_person(Role.REQUESTER))
    assert client.get(f"{url}?export=csv").status_code == 403
